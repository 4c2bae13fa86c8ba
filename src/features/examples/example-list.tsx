import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { type Example, hasGoldShown, listingOf, useExamples } from '../../state/examples/index.ts';
import { useModel } from '../../state/models/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import styles from './example-list.module.css';
import { ExampleRow } from './example-row.tsx';
import { listMove } from './list-move.ts';

interface ExampleListProps {
  /** Called when the person has settled on an example: clicked or Enter, not passed by with the arrow keys. */
  readonly onChoose: (() => void) | undefined;
}

const NO_CLASSES: readonly string[] = [];
/** Rough measures, for rows that have not been measured yet. */
const CHARACTERS_A_LINE = 36;
const LINE_HEIGHT = 20;
/** As in example-row.module.css: a browser draws no list higher than some 17 million pixels. */
const MOST_LINES = 6;
const ROW_FRAME = 35;

/** A virtualised listbox: one tab stop, the current row by aria-activedescendant, moving explains at once. */
export function ExampleList({ onChoose }: ExampleListProps) {
  // Read here rather than handed down: React's development build walks through every array that is a changed property.
  const shown = useExamples((state) => state.shown);
  const name = useExamples((state) => state.sets[state.shown]?.name);
  const predictions = useExamples((state) => state.predictions[state.shown]);
  const current = useExamples((state) => state.chosen[state.shown]);
  const { listed } = useExamples(listingOf);
  const hasGold = useExamples(hasGoldShown);
  const classes = useModel((state) => state.info?.classes ?? NO_CLASSES);
  const output = useModel((state) => state.info?.output ?? 'softmax');
  const isExplained = useExplain(({ example }) => example?.set === shown && example.number === current);

  const scroller = useRef<HTMLDivElement>(null);
  const position = listed.findIndex(({ number }) => number === current);
  const virtualizer = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ROW_FRAME + LINE_HEIGHT * linesOf(listed[index]?.text.length ?? 0),
    getItemKey: (index) => listed[index]?.number ?? index,
    overscan: 4,
    // aria-activedescendant must name a row that exists, wherever the list has been scrolled to.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return position < 0 || rows.includes(position) ? rows : [...rows, position].sort((a, b) => a - b);
    },
  });
  const rows = virtualizer.getVirtualItems();

  // A changed list starts at its top, unless the current example is in it.
  useEffect(() => {
    if (listed.length > 0) virtualizer.scrollToIndex(Math.max(position, 0), { align: 'auto' });
  }, [virtualizer, listed, position]);

  function move(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
    const page = Math.max(1, endIndex - startIndex);
    const target = listMove(event.key, position, listed.length, page);
    const example = target === null ? undefined : listed[target];
    if (!example) return;
    event.preventDefault();
    choose(example, event.key === 'Enter' || event.key === ' ');
  }

  function choose(example: Example, settled: boolean): void {
    useExamples.getState().choose(example);
    if (settled) onChoose?.();
  }

  function click(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    const example = listed[Number(row?.dataset.index)];
    if (example) choose(example, true);
  }

  const rowId = (example: Example): string => `example-${shown}-${example.number}`;
  const active = listed[position];
  return (
    <div
      ref={scroller}
      className={styles.list}
      role="listbox"
      tabIndex={0}
      aria-label={`Examples: ${name}`}
      aria-activedescendant={active && rowId(active)}
      onKeyDown={move}
      onClick={click}
    >
      <div className={styles.rows} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {rows.map(({ index, key, start }) => {
          const example = listed[index];
          if (!example) return null;
          const place = example.number - 1;
          const known = predictions !== null && place < predictions.done;
          return (
            <div
              key={key}
              id={rowId(example)}
              ref={virtualizer.measureElement}
              data-index={index}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
              role="option"
              // Focus by mouse goes to the list: a row may be taken out of the page at any time.
              tabIndex={-1}
              onFocus={() => scroller.current?.focus({ preventScroll: true })}
              aria-setsize={listed.length}
              aria-posinset={index + 1}
              aria-selected={index === position && isExplained}
              data-current={index === position}
            >
              <ExampleRow
                example={example}
                hasGold={hasGold}
                classes={classes}
                predicted={known ? (predictions.predicted[place] ?? null) : null}
                output={output}
                confidence={known ? (predictions.confidence[place] ?? 0) : 0}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function linesOf(characters: number): number {
  return Math.min(MOST_LINES, Math.ceil(characters / CHARACTERS_A_LINE));
}
