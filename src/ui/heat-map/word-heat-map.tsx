import { memo } from 'react';
import { shortName, wholeName } from '../text/short-name.ts';
import { type HeatLook, heatCells } from './heat-cell.tsx';
import { isUnread, type ReadWords, UNREAD } from './unread-word.ts';
import styles from './word-heat-map.module.css';

interface WordHeatMapProps {
  /** Which heat map this is; cells carry data-index, so one listener on an ancestor serves all heat maps. */
  readonly id: string;
  readonly label: string;
  readonly words: readonly string[];
  readonly unknown: readonly boolean[];
  /** Words that the model leaves out, each with the word it stands before. */
  readonly notRead?: readonly { readonly word: string; readonly before: number }[] | undefined;
  /** What the model makes of an unknown word. */
  readonly unknownTitle: string;
  /** The words that the model reads; undefined: all. */
  readonly read?: ReadWords;
  /** One value a word. */
  readonly values: readonly number[];
  readonly signed: boolean;
  /** The absolute value that gets the full colour. */
  readonly limit: number;
  readonly look: HeatLook;
  /** The word that the Tab key reaches; the arrow keys move on from there. */
  readonly tabStop: number;
}

/** Words as cells, coloured by their values and with the value beneath. Plain elements, no component a word. */
export const WordHeatMap = memo(function WordHeatMap(props: WordHeatMapProps) {
  const { id, label, words, unknown, notRead = NONE, unknownTitle, read, values, signed, limit, look, tabStop } = props;
  const cells = heatCells(values, limit, signed, look);
  const describe = (word: string, index: number) => {
    const value = values[index] ?? Number.NaN;
    const unread = isUnread(read, index);
    return (
      <td
        key={cellKey(index)}
        data-index={index}
        tabIndex={index === tabStop ? 0 : -1}
        className={styles.cell}
        data-unread={unread || undefined}
        style={unread ? undefined : cells.colours(value)}
      >
        <span className={unknown[index] ? styles.unknown : styles.word} title={unknown[index] ? unknownTitle : wholeName(word)}>
          {shortName(word)}
        </span>
        {unread ? <span className={styles.unread}>{UNREAD}</span> : cells.value(value)}
      </td>
    );
  };
  // A grid of one row that wraps: screen readers tell the position of each word, and the arrow keys are ours.
  return (
    <table {...GRID} aria-label={label} data-heat-map={id} className={styles.grid}>
      <tbody className={styles.body}>
        <tr dir="auto" className={styles.row}>
          {words.map((word, index) => [...leftOut(notRead, index), describe(word, index)])}
          {leftOut(notRead, words.length)}
        </tr>
      </tbody>
    </table>
  );
});

const NONE: readonly { readonly word: string; readonly before: number }[] = [];

function leftOutKey(place: number): string {
  return `left-out-${place}`;
}

/** The words left out before the one at `index`: no values, and nothing the keys lead to. */
function leftOut(notRead: typeof NONE, index: number) {
  return notRead.flatMap(({ word, before }, place) =>
    before === index
      ? [
          <td key={leftOutKey(place)} className={styles.notRead}>
            <span className={styles.word} title={wholeName(word)}>
              {shortName(word)}
            </span>
            <span className={styles.notReadNote}>not read</span>
          </td>,
        ]
      : [],
  );
}

/** A word's place is its identity: while one types, the cell at a place stays and changes its word. */
function cellKey(index: number): string {
  return `word-${index}`;
}

/** ARIA in HTML allows a table to be a grid: cells one moves between with the arrow keys. */
const GRID = { role: 'grid' } as const;
