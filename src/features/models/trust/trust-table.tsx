import { useMemo } from 'react';
import { type ModelInfo, type ReferenceCheck, type ReferenceScores, VERIFIED_BELOW } from '../../../engine/protocol.ts';
import { UnknownWord } from '../../../ui/heat-map/unknown-word.tsx';
import { DataTable, Note, ScrollArea } from '../../../ui/layout/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';
import { shortName } from '../../../ui/text/short-name.ts';
import { countOf, formatDifference } from './trust-figures.ts';
import { scoreFormat, type TrustRow, trustColumns, trustRows } from './trust-rows.ts';
import styles from './trust-table.module.css';
import { kindName, lineName } from './trust-texts.ts';

interface TrustTableProps {
  readonly check: ReferenceCheck;
  readonly references: readonly ReferenceScores[];
  readonly model: Pick<ModelInfo, 'classes' | 'input' | 'output'>;
}

/** The user's scores above ours, sentence by sentence, the worst first. */
export function TrustTable({ check, references, model: { classes, input, output } }: TrustTableProps) {
  const rows = useMemo(() => trustRows(check, references), [check, references]);
  const columns = useMemo(() => trustColumns(rows), [rows]);
  const show = useMemo(() => scoreFormat(rows), [rows]);
  // A single score is that of the second class (one sigmoid output).
  const single = rows[0]?.given.length === 1 && classes.length === 2;
  const line = lineName(input);
  const nameOf = (column: number) => classes[single ? 1 : column] ?? String(column);
  const all = check.sentences.length;
  return (
    <div>
      <Note below={1}>
        {rows.length < all ? `The ${rows.length} worst of ${countOf(all, line)}` : `${countOf(all, line)}, worst first`}
        {columns.length < classes.length && !single && `; the ${columns.length} classes that differ most`}.{' '}
        {kindName(check.kind, output)}.
      </Note>
      <ScrollArea label="Your scores and ours" maxHeight="24rem">
        <DataTable size="xs" scrolls className={styles.table}>
          <caption className="visually-hidden">Your scores and this page’s, and their largest difference, worst first.</caption>
          <thead>
            <tr>
              <th scope="col">{line}</th>
              <th scope="col">difference</th>
              <th scope="col">
                <span className="visually-hidden">whose</span>
              </th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  <bdi>{nameOf(column)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          {rows.map((row) => (
            <tbody key={row.index}>
              <tr>
                <th scope="rowgroup" rowSpan={2} className={styles.sentence}>
                  <Words row={row} />
                </th>
                <td rowSpan={2} className={styles.difference}>
                  {formatDifference(row.difference)}
                </td>
                <td className={styles.whose}>yours</td>
                {columns.map((column) => (
                  <td key={column} data-differs={differs(row, column)}>
                    {show(row.given[column] ?? Number.NaN)}
                  </td>
                ))}
              </tr>
              <tr>
                <td className={styles.whose}>ours</td>
                {columns.map((column) => (
                  <td key={column} data-differs={differs(row, column)}>
                    {show(row.scores[column] ?? Number.NaN)}
                  </td>
                ))}
              </tr>
            </tbody>
          ))}
        </DataTable>
      </ScrollArea>
    </div>
  );
}

function differs({ given, scores }: TrustRow, column: number): boolean {
  return Math.abs((given[column] ?? 0) - (scores[column] ?? 0)) >= VERIFIED_BELOW;
}

/** The words of a sentence; those the model does not know are marked as elsewhere on the page. */
function Words({ row: { tokens, unknown, index } }: { readonly row: TrustRow }) {
  return (
    <>
      <span className={styles.number}>{formatCount(index + 1)}</span>{' '}
      <bdi>
        {tokens.map((token, position) => {
          const word = unknown.includes(position) ? <UnknownWord word={token} /> : shortName(token);
          return <span key={keyOf(position)}>{word} </span>;
        })}
      </bdi>
    </>
  );
}

/** Words may stand twice, but their places do not. */
function keyOf(position: number): string {
  return `word-${position}`;
}
