import { type Dataset, type SentenceSlice, SLICE_KINDS } from '../../engine/experiment-protocol.ts';
import controls from '../../ui/controls.module.css';
import { DataTable, ScrollArea } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import type { ListedSentences } from './experiment-parts.ts';
import { FigureCard } from './figure-card.tsx';
import { KIND_NAMES, sliceName } from './slice-names.ts';
import styles from './slice-table.module.css';

interface SliceTableProps<Slice extends SentenceSlice> extends Pick<ListedSentences, 'onSentences'> {
  /** How to read it. */
  readonly note: string;
  readonly dataset: Dataset;
  readonly slices: readonly Slice[];
  /** After name and number of sentences. */
  readonly columns: readonly string[];
  readonly cells: (slice: Slice) => readonly string[];
  /** The same of all sentences. */
  readonly all: { readonly count: number; readonly cells: readonly string[] };
  readonly wide?: boolean;
}

/** One figure slice by slice; a row leads to its sentences. Nothing where there are no two slices. */
export function SliceTable<Slice extends SentenceSlice>(props: SliceTableProps<Slice>) {
  const { note, dataset, slices, columns, cells, all, wide = false, onSentences } = props;
  if (slices.length === 0) return null;
  return (
    <FigureCard title="By slice" name="by-slice" note={note} hint="Click a row to list its sentences." wide={wide}>
      <div className={styles.frame}>
        <ScrollArea label="The figures by slice">
          <DataTable scrolls look="lined" className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Slice</th>
                <th scope="col">Sentences</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">All</th>
                <td>{formatCount(all.count)}</td>
                {columns.map((column, k) => (
                  <td key={column}>{all.cells[k]}</td>
                ))}
              </tr>
            </tbody>
            {SLICE_KINDS.map((kind) => {
              const own = slices.filter((slice) => slice.kind === kind);
              return (
                <tbody key={kind}>
                  {own.length > 0 && (
                    <tr className={styles.kind}>
                      <th scope="rowgroup" colSpan={2 + columns.length}>
                        {KIND_NAMES[kind]}
                      </th>
                    </tr>
                  )}
                  {own.map((slice) => {
                    const name = sliceName(slice, dataset);
                    const found = cells(slice);
                    return (
                      <tr key={name} className={styles.slice}>
                        <th scope="row">
                          <button
                            type="button"
                            className={`${controls.link} ${styles.open}`}
                            aria-label={`${name}: list the ${formatCount(slice.sentences.length)} sentences`}
                            onClick={() => onSentences(slice.sentences, `${KIND_NAMES[kind].toLowerCase()}: ${name}`)}
                          >
                            {name}
                          </button>
                        </th>
                        <td>{formatCount(slice.sentences.length)}</td>
                        {columns.map((column, k) => (
                          <td key={column}>{found[k]}</td>
                        ))}
                      </tr>
                    );
                  })}
                </tbody>
              );
            })}
          </DataTable>
        </ScrollArea>
      </div>
    </FigureCard>
  );
}
