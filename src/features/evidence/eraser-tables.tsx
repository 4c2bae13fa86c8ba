import { ERASER_SHARES, type Faithfulness, type MethodId } from '../../engine/protocol.ts';
import type { Unit } from '../../state/sentence/index.ts';
import { LineMark } from '../../ui/charts/line-mark.tsx';
import { Columns, DataTable, Note, ScrollArea, Title } from '../../ui/layout/index.ts';
import { Term } from '../../ui/terms/term.tsx';
import { formatFixed } from '../../ui/text/format-number.ts';
import { coincidence, type EraserMeasure, eraserRows, percent, unitCount } from './eraser-rows.ts';
import styles from './eraser-tables.module.css';

interface EraserTablesProps {
  readonly result: Faithfulness;
  readonly methods: readonly MethodId[];
  /** What deletions change: 'probability', or where the output is a number 'value'. */
  readonly amount: string;
  readonly unit: Unit;
}

const DIGITS = 3;

/** Comprehensiveness and sufficiency (ERASER) of each method and of random orders. */
export function EraserTables({ result, methods, amount, unit }: EraserTablesProps) {
  const caution = coincidence(result.topWords, unit);
  return (
    <div>
      <Columns least="figure" gap={4}>
        <EraserTable
          result={result}
          methods={methods}
          amount={amount}
          unit={unit}
          measure="comprehensiveness"
          title="Comprehensiveness"
          meaning={`How far the ${amount} falls when the top ${unit}s are blanked out: higher is better.`}
        />
        <EraserTable
          result={result}
          methods={methods}
          amount={amount}
          unit={unit}
          measure="sufficiency"
          title="Sufficiency"
          meaning={`How far the ${amount} falls when all but the top ${unit}s are blanked out: lower is better.`}
        />
      </Columns>
      <Note above={2}>
        <Term id="aopc">AOPC</Term> is the mean over the five shares (ERASER, DeYoung et al. 2020). Bold and underlined: best of
        its column. {caution}
      </Note>
    </div>
  );
}

interface EraserTableProps extends EraserTablesProps {
  readonly measure: EraserMeasure;
  readonly title: string;
  readonly meaning: string;
}

function EraserTable({ result, methods, amount, unit, measure, title, meaning }: EraserTableProps) {
  return (
    <div className={styles.measure}>
      <Title size="s">{title}</Title>
      <Note below={2}>{meaning}</Note>
      <ScrollArea label={`${title}, table`}>
        <DataTable look="lined" size="xs" scrolls>
          <caption className="visually-hidden">
            {title}: differences of {amount}. {meaning}
          </caption>
          <thead>
            <tr>
              <th scope="col">order</th>
              <th scope="col">AOPC</th>
              {ERASER_SHARES.map((share, index) => (
                <th key={share} scope="col">
                  {percent(share)}
                  <span className={styles.count}>{unitCount(result.topWords[index] ?? 0, unit)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {eraserRows(result, methods, measure).map(({ id, label, look, values, best }) => (
              <tr key={id}>
                <th scope="row">
                  <LineMark look={look} /> {label}
                </th>
                {values.map((value, column) => (
                  <td key={column === 0 ? 'aopc' : ERASER_SHARES[column - 1]}>
                    <Value value={value} best={best[column] ?? false} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </DataTable>
      </ScrollArea>
    </div>
  );
}

function Value({ value, best }: { readonly value: number; readonly best: boolean }) {
  if (!best) return formatFixed(value, DIGITS);
  return (
    <strong className={styles.best}>
      {formatFixed(value, DIGITS)}
      <span className="visually-hidden"> (best)</span>
    </strong>
  );
}
