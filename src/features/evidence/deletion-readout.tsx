import type { Faithfulness } from '../../engine/protocol.ts';
import type { Unit } from '../../state/sentence/index.ts';
import { type LineSeries, valueAt } from '../../ui/charts/line-chart-scale.ts';
import { LineMark } from '../../ui/charts/line-mark.tsx';
import { DataTable } from '../../ui/layout/index.ts';
import { formatCount, formatFixed } from '../../ui/text/format-number.ts';
import styles from './deletion-readout.module.css';
import { deletedAt, deletedText, RANDOM } from './deletion-series.ts';
import { unitCount } from './eraser-rows.ts';

interface DeletionReadoutProps {
  readonly result: Faithfulness;
  readonly step: number;
  readonly scores: readonly LineSeries[];
  /** null: the output is a number. */
  readonly probabilities: readonly LineSeries[] | null;
  readonly formatScore: (score: number) => string;
  readonly scoreName: string;
  readonly unit: Unit;
}

/** Both charts' values at one step, and which word each method deleted there: legend and reading in one. */
export function DeletionReadout({ result, step, scores, probabilities, formatScore, scoreName, unit }: DeletionReadoutProps) {
  const total = result.tokens.length;
  return (
    <DataTable className={styles.table}>
      <caption>
        {step === 0 ? `All ${unitCount(total, unit)} in place` : `${formatCount(step)} of ${unitCount(total, unit)} blanked out`}
        <span className={`screen-only ${styles.hint}`}> · point at a curve, or focus it and press ← →</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">order</th>
          <th scope="col" className={styles.word}>
            blanked out here
          </th>
          <th scope="col">{scoreName}</th>
          {probabilities && <th scope="col">probability</th>}
        </tr>
      </thead>
      <tbody>
        {scores.map((line) => {
          const probability = probabilities?.find(({ id }) => id === line.id);
          return (
            <tr key={line.id}>
              <th scope="row" className={styles.order}>
                <LineMark look={line.look} /> {line.label}
              </th>
              <td className={styles.word}>
                <Deleted result={result} id={line.id} step={step} />
              </td>
              <td>{formatScore(valueAt(line, step) ?? Number.NaN)}</td>
              {probabilities && <td>{percentText((probability && valueAt(probability, step)) ?? Number.NaN)}</td>}
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

/** With one digit, and the sign only after a number. */
function percentText(share: number): string {
  const text = formatFixed(100 * share, 1);
  return Number.isFinite(100 * share) ? `${text}\u202f%` : text;
}

function Deleted({ result, id, step }: { readonly result: Faithfulness; readonly id: string; readonly step: number }) {
  if (id === RANDOM) return <span className={styles.none}>mean</span>;
  const words = deletedAt(result, id, step);
  return words.length === 0 ? <span className={styles.none}>none yet</span> : <bdi>{deletedText(words)}</bdi>;
}
