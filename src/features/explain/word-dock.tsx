import type { Explanation } from '../../engine/protocol.ts';
import { useDisplay } from '../../state/display/index.ts';
import { useUnit } from '../../state/sentence/index.ts';
import { latePart } from '../../ui/late/late-part.tsx';
import { Note } from '../../ui/layout/index.ts';
import styles from './word-dock.module.css';

export const DOCK_ID = 'word-details';

const WordFigures = latePart({
  name: 'The values of a word',
  when: 'page is there',
  load: async () => (await import('./word-figures.tsx')).WordFigures,
  waiting: null,
});

interface WordDockProps {
  readonly explanation: Explanation | null;
  /** The word that is pointed at or has the focus. */
  readonly position: number | null;
}

/** A place beneath the heat maps that stays where it is: what every method gives the word that is pointed at. */
export function WordDock({ explanation, position }: WordDockProps) {
  const byClass = useDisplay((state) => state.layout === 'classes');
  const unit = useUnit();
  return (
    <section
      aria-label={unit === 'row' ? 'Values of a row' : 'Values of a word'}
      className={`screen-only ${styles.dock}`}
      data-filled={position !== null || undefined}
    >
      {/* What describes a word may have no name of its own: the name alone would be told. */}
      <div id={DOCK_ID}>
        {explanation && position !== null ? (
          <WordFigures explanation={explanation} byClass={byClass} position={position} />
        ) : (
          explanation && <Note>Point at a {unit} for its values; click it for all their digits, and to change it.</Note>
        )}
      </div>
    </section>
  );
}
