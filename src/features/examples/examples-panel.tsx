import { useId } from 'react';
import { useExamples } from '../../state/examples/index.ts';
import { useModel } from '../../state/models/index.ts';
import { Note } from '../../ui/layout/index.ts';
import { DropNotes } from './drop-notes.tsx';
import { ExamplesHeading } from './examples-heading.tsx';
import styles from './examples-panel.module.css';
import { ReadAs } from './read-as.tsx';
import { SetTabs } from './set-tabs.tsx';
import { SetView } from './set-view.tsx';
import { SstOffer } from './sst-offer.tsx';
import { StepButtons } from './step-buttons.tsx';
import { useExampleShortcuts } from './use-example-shortcuts.ts';

interface ExamplesPanelProps {
  /** Called when the person has settled on an example, so that a drawer can close. */
  readonly onChoose?: () => void;
}

/** The list of examples beside the work: choosing one explains it at once. */
export function ExamplesPanel({ onChoose }: ExamplesPanelProps) {
  const shown = useExamples((state) => state.shown);
  const isThere = useExamples((state) => state.sets[state.shown] !== null);
  const headingId = useId();
  const panelId = useId();
  const isNumbers = useModel((state) => state.info?.input === 'numbers');
  useExampleShortcuts();

  if (isNumbers) {
    return (
      <section className={styles.panel} aria-labelledby={headingId}>
        <div className={styles.head}>
          <ExamplesHeading id={headingId} />
        </div>
        <Note>The examples are sentences, and this model reads rows of numbers. Type or paste your own.</Note>
      </section>
    );
  }

  return (
    <section className={styles.panel} aria-labelledby={headingId}>
      <div className={styles.head}>
        <ExamplesHeading id={headingId} />
        {isThere && <StepButtons onStep={onChoose} />}
      </div>
      <SetTabs panelId={panelId} />
      <DropNotes />
      <ReadAs />
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-tab-${shown}`} className={styles.set}>
        {isThere ? <SetView onChoose={onChoose} /> : shown === 'sst' && <SstOffer />}
      </div>
    </section>
  );
}
