import type { ReactNode } from 'react';
import type { InsideShare } from '../../../engine/inside-protocol.ts';
import { DataTable } from '../../../ui/layout/index.ts';
import styles from './details.module.css';
import { fourDigits } from './four-digits.ts';

interface ShareTableProps {
  readonly caption: ReactNode;
  readonly share: InsideShare;
  /** What x is multiplied with: 'w', 'gate'. */
  readonly weight: string;
  /** What the last column is: 'w · x · q'. */
  readonly result: string;
  /** What the sum is. */
  readonly foot: ReactNode;
}

/** A sum as on paper: its largest terms, the others together, the shares of bias and eps, and what they make. */
export function ShareTable({
  caption,
  share: { terms, rest, bias, stabiliser, sum },
  weight: factor,
  result,
  foot,
}: ShareTableProps) {
  const hasWeights = terms.some(({ weight }) => weight !== null);
  const columns = hasWeights ? 3 : 2;
  return (
    <DataTable size="s" className={styles.share}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">unit</th>
          <th scope="col">x</th>
          {hasWeights && <th scope="col">{factor}</th>}
          <th scope="col">{result}</th>
        </tr>
      </thead>
      <tbody>
        {terms.map(({ unit, value, weight, relevance }) => (
          <tr key={unit}>
            <th scope="row">{unit}</th>
            <td>{fourDigits(value)}</td>
            {hasWeights && <td>{weight === null ? '' : fourDigits(weight)}</td>}
            <td>{fourDigits(relevance)}</td>
          </tr>
        ))}
        {rest.count > 0 && (
          <Line name={rest.count === 1 ? 'the other unit' : `${rest.count} others`} span={columns} value={rest.relevance} />
        )}
        {bias !== 0 && <Line name="share of the bias" span={columns} value={bias} />}
        {stabiliser !== 0 && <Line name="share of ε" span={columns} value={stabiliser} />}
      </tbody>
      <tfoot>
        <Line name={foot} span={columns} value={sum} />
      </tfoot>
    </DataTable>
  );
}

function Line({ name, span, value }: { readonly name: ReactNode; readonly span: number; readonly value: number }) {
  return (
    <tr>
      <th scope="row" colSpan={span}>
        {name}
      </th>
      <td>{fourDigits(value)}</td>
    </tr>
  );
}
