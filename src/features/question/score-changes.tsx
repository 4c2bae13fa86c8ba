import type { Compared } from '../../state/what-if/index.ts';
import { DataTable } from '../../ui/layout/index.ts';
import { digitsFor, formatFixed, formatPercent, formatSigned } from '../../ui/text/format-number.ts';
import styles from './tables.module.css';

/** Every class before and after. Bars are ink: colour means relevance alone. */
export function ScoreChanges({ compared: { before, after } }: { readonly compared: Compared }) {
  const isNumber = before.probabilities.length === 0;
  const digits = digitsFor(Math.max(...before.scores.map(Math.abs), ...after.scores.map(Math.abs)));
  return (
    <DataTable look="lined" className={styles.table}>
      <caption className="visually-hidden">
        {isNumber ? 'Every value' : 'Scores and probabilities of every class'}, before and after the edits
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="colgroup" colSpan={3} className={styles.group}>
            {isNumber ? 'value' : 'score'}
          </th>
          {!isNumber && (
            <>
              <th scope="colgroup" colSpan={3} className={styles.group}>
                probability
              </th>
              <td className={styles.wide} />
            </>
          )}
        </tr>
        <tr>
          <th scope="col">{isNumber ? 'output' : 'class'}</th>
          <th scope="col">before</th>
          <th scope="col">after</th>
          <th scope="col">change</th>
          {!isNumber && (
            <>
              <th scope="col">before</th>
              <th scope="col">after</th>
              <th scope="col">
                change <span className={styles.unit}>(points)</span>
              </th>
              <td aria-hidden="true" className={`${styles.wide} ${styles.key}`}>
                <span>before</span>
                <span>after</span>
              </td>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {before.model.classes.map((name, index) => {
          const [was, is] = [before.scores[index] ?? Number.NaN, after.scores[index] ?? Number.NaN];
          return (
            <tr key={rowKey(index)} data-strong={index === before.target || undefined}>
              <th scope="row" dir="auto">
                {name}
              </th>
              <td>{formatFixed(was, digits)}</td>
              <td>{formatFixed(is, digits)}</td>
              <td className={styles.change}>{formatSigned(is - was, digits)}</td>
              {!isNumber && (
                <Shares before={before.probabilities[index] ?? Number.NaN} after={after.probabilities[index] ?? Number.NaN} />
              )}
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

interface SharesProps {
  readonly before: number;
  readonly after: number;
}

/** One class's probability before and after, in figures and as bars. */
function Shares({ before, after }: SharesProps) {
  return (
    <>
      <td>{formatPercent(before)}</td>
      <td>{formatPercent(after)}</td>
      <td className={styles.change}>{formatSigned(100 * (after - before), 1)}</td>
      <td className={`${styles.wide} ${styles.bars}`}>
        <Bars before={before} after={after} />
      </td>
    </>
  );
}

/** Class names need not differ, but their places do. */
function rowKey(index: number): string {
  return `class-${index}`;
}

function Bars({ before, after }: SharesProps) {
  return (
    <span aria-hidden="true" className={styles.tracks}>
      <span className={styles.before} style={{ width: `${100 * before}%` }} />
      <span className={styles.after} style={{ width: `${100 * after}%` }} />
    </span>
  );
}
