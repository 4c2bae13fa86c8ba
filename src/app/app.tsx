import { type MouseEvent, useState } from 'react';
import { ExamplesPanel } from '../features/examples/examples-panel.tsx';
import { ExplainView } from '../features/explain/explain-view.tsx';
import { LinkNotice } from '../features/share/link-notice.tsx';
import controls from '../ui/controls.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { ListIcon } from '../ui/icons.tsx';
import { useMediaQuery } from '../ui/use-media-query.ts';
import styles from './app.module.css';
import { Header } from './header.tsx';

/** Where everything meets: header, examples, explanation. On narrow screens the examples are a sheet behind a button. */
export function App() {
  const narrow = useMediaQuery('(max-width: 900px)');
  const [sheetOpen, setSheetOpen] = useState(false);

  const examplesButton = narrow && (
    <button type="button" className={controls.button} aria-haspopup="dialog" onClick={() => setSheetOpen(true)}>
      <ListIcon />
      Examples
    </button>
  );

  return (
    <>
      <a className={styles.skip} href="#sentence" onClick={skipToSentence}>
        Skip to the sentence
      </a>
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
        <main className={styles.main}>
          <LinkNotice />
          <ExplainView aside={examplesButton} />
        </main>
      </div>
    </>
  );
}

/** The address's fragment is the link to what is shown (docs/adr/0007-links-in-the-fragment.md): the focus moves, the address stays. */
function skipToSentence(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('sentence')?.focus();
}
