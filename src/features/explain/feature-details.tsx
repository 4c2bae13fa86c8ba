import { type Explanation, METHOD_NAMES } from '../../engine/protocol.ts';
import { featureName } from '../../state/sentence/index.ts';
import { DataTable, Note } from '../../ui/layout/index.ts';
import { digitsFor, formatCount, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { ranksBySize } from './strongest-words.ts';
import styles from './word-details.module.css';

/** More would not fit beside the row; the export has all. */
const MOST = 10;

interface FeatureDetailsProps {
  readonly explanation: Explanation;
  /** [F] the numbers that were read. */
  readonly row: readonly number[];
  readonly position: number;
}

/** Of one row: each number, and what the methods give it; where there are many, those with the largest relevance. */
export function FeatureDetails({ explanation, row, position }: FeatureDetailsProps) {
  const columns = METHOD_NAMES.flatMap(({ id, label, signed }) => {
    const values = explanation.methods.find((method) => method.id === id)?.inputs?.[position];
    return values ? [{ id, label, values, format: formatOf(values, signed) }] : [];
  });
  const ranks = ranksBySize(columns[0]?.values ?? []);
  const shown = row.map((_, k) => k).filter((k) => (ranks[k] ?? 1) <= MOST);
  return (
    <>
      <DataTable className={styles.table}>
        <thead>
          <tr>
            <th scope="col">feature</th>
            <th scope="col">number</th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((k) => (
            <tr key={k}>
              <th scope="row">{featureName(explanation.model.features, k)}</th>
              <td>{formatFixed(row[k] ?? Number.NaN, digitsFor(Math.abs(row[k] ?? 0)))}</td>
              {columns.map(({ id, values, format }) => (
                <td key={id}>{format(values[k] ?? Number.NaN)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
      {shown.length < row.length && (
        <Note size="xs">
          The {MOST} with the largest relevance of {formatCount(row.length)}; exported CSV and JSON hold all.
        </Note>
      )}
    </>
  );
}

/** Values of one method side by side, two digits more than a heat map has room for. */
function formatOf(values: readonly number[], signed: boolean): (value: number) => string {
  const digits = digitsFor(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const format = signed ? formatSigned : formatFixed;
  return (value) => format(value, digits < 0 ? digits : digits + 2);
}
