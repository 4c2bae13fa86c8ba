import { memo, type ReactNode } from 'react';
import { shortName, wholeName } from '../text/short-name.ts';
import styles from './aligned-heat-map.module.css';
import { type HeatLook, heatCells } from './heat-cell.tsx';
import { isUnread, type ReadWords, UNREAD } from './unread-word.ts';

export interface HeatRow {
  /** data-heat-map of the row; cells carry data-index, so one listener on an ancestor serves them all. */
  readonly id: string;
  readonly header: ReactNode;
  /** One value a word. */
  readonly values: readonly number[];
  readonly signed: boolean;
  /** The absolute value that gets the full colour. */
  readonly limit: number;
}

interface AlignedHeatMapProps {
  readonly label: string;
  readonly words: readonly string[];
  readonly unknown: readonly boolean[];
  /** What the model makes of an unknown word. */
  readonly unknownTitle: string;
  /** The words that the model reads; undefined: all. */
  readonly read?: ReadWords;
  /** Kept as they are between two drawings, an unchanged row is not drawn again. */
  readonly rows: readonly HeatRow[];
  readonly look: HeatLook;
  /** The cell that the Tab key reaches: its row (the first, where there is no such row) and its word. */
  readonly tabRow: string;
  readonly tabStop: number;
}

/** Words as columns, frozen on top; rows of values beneath. Long sentences scroll sideways inside it. */
export function AlignedHeatMap(props: AlignedHeatMapProps) {
  const { label, words, unknown, unknownTitle, read, rows, look, tabRow, tabStop } = props;
  const tabbed = rows.some(({ id }) => id === tabRow) ? tabRow : rows[0]?.id;
  return (
    <div className={styles.scroller}>
      {/* The first strong character of the words gives the direction; headers of ours, being dir="ltr", are looked past. */}
      <table {...GRID} aria-label={label} dir="auto" className={styles.table}>
        <HeadRow words={words} unknown={unknown} unknownTitle={unknownTitle} read={read} />
        <tbody>
          {rows.map((row) => (
            <BodyRow key={row.id} row={row} look={look} read={read} tabStop={row.id === tabbed ? tabStop : -1} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const HeadRow = memo(function HeadRow(props: Pick<AlignedHeatMapProps, 'words' | 'unknown' | 'unknownTitle' | 'read'>) {
  const { words, unknown, unknownTitle, read } = props;
  return (
    <thead className={styles.frozen}>
      <tr>
        <td dir="ltr" className={styles.corner} />
        {words.map((word, index) => (
          <th
            key={columnKey(index)}
            scope="col"
            data-index={index}
            data-unread={isUnread(read, index) || undefined}
            className={styles.head}
          >
            <span
              className={unknown[index] ? styles.unknown : styles.word}
              title={unknown[index] ? unknownTitle : wholeName(word)}
            >
              {shortName(word)}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
});

interface BodyRowProps {
  readonly row: HeatRow;
  readonly look: HeatLook;
  readonly read: ReadWords;
  readonly tabStop: number;
}

const BodyRow = memo(function BodyRow({ row, look, read, tabStop }: BodyRowProps) {
  const { id, header, values, signed, limit } = row;
  const cells = heatCells(values, limit, signed, look);
  return (
    <tr data-heat-map={id}>
      <th scope="row" dir="ltr" className={styles.rowHeader}>
        {header}
      </th>
      {values.map((value, index) => (
        <td
          key={columnKey(index)}
          data-index={index}
          tabIndex={index === tabStop ? 0 : -1}
          className={styles.cell}
          data-unread={isUnread(read, index) || undefined}
          style={isUnread(read, index) ? undefined : cells.colours(value)}
        >
          {isUnread(read, index) ? <span className="visually-hidden">{UNREAD}</span> : cells.value(value)}
        </td>
      ))}
    </tr>
  );
});

/** A word's place is its identity: while one types, the column at a place stays and changes its word. */
function columnKey(index: number): string {
  return `word-${index}`;
}

/** ARIA in HTML allows a table to be a grid: cells one moves between with the arrow keys. */
const GRID = { role: 'grid' } as const;
