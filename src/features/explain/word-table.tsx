import { memo, useMemo, useState } from 'react';
import type { Explanation, MethodId } from '../../engine/protocol.ts';
import { targetName, targetScoreName, unitOf } from '../../state/sentence/index.ts';
import { CopyButton } from '../../ui/controls/copy-button.tsx';
import { ShortName } from '../../ui/controls/short-name.tsx';
import { UnknownWord } from '../../ui/heat-map/unknown-word.tsx';
import { UNREAD } from '../../ui/heat-map/unread-word.ts';
import { DataTable, Note, Row, ScrollArea } from '../../ui/layout/index.ts';
import { digitsFor, EXPONENT, formatCount, formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import { TableWord } from './table-word.tsx';
import styles from './word-table.module.css';
import {
  nextOrder,
  SENTENCE_ORDER,
  type SortOrder,
  sortRows,
  tableText,
  type WordColumn,
  type WordRow,
  wordColumns,
  wordRows,
} from './word-table-rows.ts';

interface WordTableProps {
  readonly explanation: Explanation;
  /** [T] what deleting each word alone takes from the score; null: not known yet. */
  readonly effects: readonly number[] | null;
  readonly methods: readonly MethodId[];
}

/** A plain table, sorted by any of its columns. */
export const WordTable = memo(function WordTable({ explanation, effects, methods }: WordTableProps) {
  const [order, setOrder] = useState(SENTENCE_ORDER);
  const columns = useMemo(() => wordColumns(explanation, methods), [explanation, methods]);
  const rows = useMemo(() => wordRows(explanation, effects), [explanation, effects]);
  // The column sorted by may belong to a method that is no longer shown.
  const known = columns.some(({ id }) => id === order.column) ? order : SENTENCE_ORDER;
  const sorted = useMemo(() => sortRows(rows, known), [rows, known]);
  const unit = unitOf(explanation);
  const scoreName = targetScoreName(explanation);
  return (
    <>
      <Row gap={4} spread below={2}>
        <Note className={styles.hint}>
          For “{targetName(explanation)}”. Ranks go by size, whatever the sign. Measured effect: how far the {scoreName} falls
          when this {unit} alone is blanked out.
        </Note>
        <CopyButton text={() => tableText(sorted, columns)} done={`Copied ${formatCount(rows.length)} rows`} />
      </Row>
      <ScrollArea label="Words, values and ranks" maxHeight="32rem">
        <DataTable look="striped" scrolls className={styles.table}>
          <caption className="visually-hidden">
            Every {unit} with each method’s value and rank for {targetName(explanation)}, and the fall of the {scoreName} when it
            alone is blanked out. The column headings sort.
          </caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading key={column.id} column={column} order={known} onSort={() => setOrder(nextOrder(known, column))} />
              ))}
            </tr>
          </thead>
          <tbody>
            <Rows rows={sorted} columns={columns} isText={explanation.numbers === undefined} />
          </tbody>
        </DataTable>
      </ScrollArea>
    </>
  );
});

interface HeadingProps {
  readonly column: WordColumn;
  readonly order: SortOrder;
  readonly onSort: () => void;
}

function Heading({ column: { id, label, name, kind }, order, onSort }: HeadingProps) {
  const sorted = order.column === id;
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" data-kind={kind} aria-sort={sorted ? direction : undefined}>
      <button type="button" className={styles.sort} title={`Sort by ${name}`} aria-label={name} onClick={onSort}>
        {label}
        <span className={styles.arrow} aria-hidden="true">
          {sorted && (order.descending ? '↓' : '↑')}
        </span>
      </button>
    </th>
  );
}

const Rows = memo(function Rows({
  rows,
  columns,
  isText,
}: {
  readonly rows: readonly WordRow[];
  readonly columns: readonly WordColumn[];
  readonly isText: boolean;
}) {
  const formats = columns.slice(2).map((column) => ({ ...column, show: formatterOf(column, rows) }));
  return rows.map(({ position, word, unknown, unread, values }) => (
    <tr key={position} data-unread={unread || undefined}>
      <td data-kind="position">{formatCount(position + 1)}</td>
      <th scope="row" data-kind="word">
        <TableWord isText={isText} word={word}>
          {unknown ? <UnknownWord word={word} /> : <ShortName name={word} />}
        </TableWord>
        {unread && <span className={styles.unread}> {UNREAD}</span>}
      </th>
      {formats.map(({ id, kind, show }) => (
        <td key={id} data-kind={kind}>
          {show(values[id])}
        </td>
      ))}
    </tr>
  ));
});

/** Two digits more than a heat map has room for. */
function formatterOf({ id, kind }: WordColumn, rows: readonly WordRow[]): (value: number | undefined) => string {
  if (kind === 'rank') return (value) => (value === undefined ? '—' : formatCount(value));
  const largest = rows.reduce((most, { values }) => Math.max(most, Math.abs(values[id] ?? 0)), 0);
  const digits = digitsFor(largest);
  const precise = digits === EXPONENT ? EXPONENT : digits + 2;
  const format = kind === 'value' ? formatSigned : formatFixed;
  return (value) => (value === undefined ? '—' : format(value, precise));
}
