import { useEffect, useState } from 'react';
import { FaithfulnessSection } from '../features/evidence/faithfulness-section.tsx';
import { ExamplesPanel } from '../features/examples/examples-panel.tsx';
import { ExplainView } from '../features/explain/explain-view.tsx';
import { WordTableSection } from '../features/explain/word-table-section.tsx';
import { ModelNotice } from '../features/models/model-notice.tsx';
import { PageDrop } from '../features/models/page-drop.tsx';
import { UnverifiedNote } from '../features/models/unverified-note.tsx';
import { PinButton } from '../features/pins/pin-button.tsx';
import { PinsSection } from '../features/pins/pins-section.tsx';
import { WhatIfPanel } from '../features/question/what-if-panel.tsx';
import { LinkNotice } from '../features/share/link-notice.tsx';
import { useExamples } from '../state/examples-store.ts';
import { useSentenceFile } from '../state/sentence-file-store.ts';
import controls from '../ui/controls.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { ListIcon } from '../ui/icons.tsx';
import { useMediaQuery } from '../ui/use-media-query.ts';
import styles from './app.module.css';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { UpdateNotice } from './update-notice.tsx';

/** Where everything meets: header, examples, explanation. On narrow screens the examples are a sheet behind a button. */
export function App() {
  const narrow = useMediaQuery('(max-width: 900px)');
  const [sheetOpen, setSheetOpen] = useState(false);

  useEffect(() => (narrow ? onFileOfSentences(() => setSheetOpen(true)) : undefined), [narrow]);

  const examplesButton = narrow && (
    <button type="button" className={controls.button} aria-haspopup="dialog" onClick={() => setSheetOpen(true)}>
      <ListIcon />
      Examples
    </button>
  );

  return (
    <>
      <button type="button" className={styles.skip} onClick={skipToSentence}>
        Skip to the sentence
      </button>
      <Header />
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
            <LinkNotice />
            <ModelNotice />
            <ExplainView
              aside={examplesButton}
              beneathPrediction={<UnverifiedNote />}
              tools={<PinButton />}
              beneathHeatMaps={
                <>
                  <WhatIfPanel />
                  <PinsSection />
                </>
              }
              beneathLedger={
                <>
                  <FaithfulnessSection />
                  <WordTableSection />
                </>
              }
            />
          </main>
          <Footer />
        </div>
      </div>
      <UpdateNotice />
      <PageDrop />
    </>
  );
}

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

/** A button rather than a link to #sentence: the address's fragment holds what is shown (docs/adr/0007-links-in-the-fragment.md). */
function skipToSentence(): void {
  document.getElementById('sentence')?.focus();
}
