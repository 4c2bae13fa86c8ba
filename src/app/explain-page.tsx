import { useEffect, useState } from 'react';
import { ExplainView } from '../features/explain/explain-view.tsx';
import type { Section } from '../features/explain/section-index.tsx';
import { WordTableSection } from '../features/explain/word-table-section.tsx';
import { TourInvitation } from '../features/tour/tour-invitation.tsx';
import { useExamples, useSentenceFile } from '../state/examples/index.ts';
import { useModel } from '../state/models/index.ts';
import { useSize } from '../state/page/index.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { ListIcon } from '../ui/controls/icons.tsx';
import controls from '../ui/controls.module.css';
import { useMediaQuery } from '../ui/hooks/use-media-query.ts';
import { Row } from '../ui/layout/index.ts';
import styles from './app.module.css';
import {
  ExamplesPanel,
  FaithfulnessSection,
  InsideSection,
  LedgerCard,
  NoteButton,
  NoteText,
  NumbersPage,
  OnlyNotice,
  PhrasesSection,
  PinButton,
  PinsSection,
  SecondSection,
  UnverifiedNote,
  WhatIfPanel,
} from './explain-parts.tsx';
import { Footer } from './footer.tsx';
import { Notices } from './notices.tsx';
import { UndoButton } from './undo.tsx';

/** One sentence explained, with the examples beside it; on narrow screens, and for a projector, they are a sheet behind a button. */
export function ExplainPage() {
  const large = useSize((state) => state.large);
  const narrow = useMediaQuery('(max-width: 900px)') || large;
  const [sheetOpen, setSheetOpen] = useState(false);
  const isOfNumbers = useModel((state) => state.info?.input === 'numbers');

  useEffect(() => (narrow ? onFileOfSentences(() => setSheetOpen(true)) : undefined), [narrow]);

  const examplesButton = narrow && (
    <button type="button" className={controls.chip} aria-haspopup="dialog" onClick={() => setSheetOpen(true)}>
      <ListIcon />
      Examples
    </button>
  );

  const typed = (
    <ExplainView
      aside={
        <Row gap={2}>
          <TourInvitation />
          {examplesButton}
        </Row>
      }
      beneathPrediction={
        <>
          <UnverifiedNote />
          <NoteText />
        </>
      }
      tools={
        <>
          <UndoButton />
          <NoteButton />
          <PinButton />
        </>
      }
      sections={SECTIONS}
    />
  );

  return (
    <div className={styles.body}>
      {narrow ? (
        <Dialog open={sheetOpen} title="Choose an example" placement="side" onClose={() => setSheetOpen(false)}>
          <div className={styles.sheet}>
            <ExamplesPanel onChoose={() => setSheetOpen(false)} />
          </div>
        </Dialog>
      ) : (
        <aside className={styles.panel}>
          <ExamplesPanel />
        </aside>
      )}
      <div className={styles.work}>
        <main>
          <Notices />
          <OnlyNotice />
          {isOfNumbers ? <NumbersPage typed={typed} /> : typed}
        </main>
        <Footer />
      </div>
    </div>
  );
}

/** Beneath the heat maps; the index leads to them by these names. */
const SECTIONS: readonly Section[] = [
  { id: 'phrases', name: 'Phrases', content: <PhrasesSection /> },
  { id: 'inside', name: 'Inside', content: <InsideSection /> },
  {
    id: 'what-if',
    name: 'What if',
    content: (
      <>
        <WhatIfPanel />
        <PinsSection />
      </>
    ),
  },
  { id: 'second', name: 'Two models', content: <SecondSection /> },
  { id: 'ledger', name: 'Ledger', content: <LedgerCard /> },
  { id: 'faithfulness', name: 'Faithfulness', content: <FaithfulnessSection /> },
  { id: 'table', name: 'Table', content: <WordTableSection /> },
];

/** What becomes of a file that is dropped on the page is told where the examples are. */
function onFileOfSentences(call: () => void): () => void {
  const stops = [
    useSentenceFile.subscribe(({ file }, before) => file && file !== before.file && call()),
    useExamples.subscribe(({ fileError }, before) => fileError && fileError !== before.fileError && call()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
