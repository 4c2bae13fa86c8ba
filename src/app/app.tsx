import { PageDrop } from '../features/models/adding/page-drop.tsx';
import { useView } from '../state/page/index.ts';
import { latePart } from '../ui/late/late-part.tsx';
import styles from './app.module.css';
import { ExperimentsPage } from './experiments-page.tsx';
import { ExplainPage } from './explain-page.tsx';
import { Header } from './header.tsx';
import { Tour } from './tour.tsx';
import { useViewScroll } from './use-view-scroll.ts';

const FigureDialog = latePart({
  name: 'Saving figures',
  when: 'page is there',
  load: async () => (await import('../features/export/figure-dialog.tsx')).FigureDialog,
  waiting: null,
});

const UpdateNotice = latePart({
  name: 'The notice of a new version',
  when: 'page is there',
  load: async () => (await import('./update-notice.tsx')).UpdateNotice,
  waiting: null,
});

/** Where everything meets: the header, and beneath it one sentence explained or the experiments. */
export function App() {
  const view = useView((state) => state.view);
  useViewScroll(view);
  // Buttons rather than links: the address's fragment holds what is shown (docs/adr/0007-links-in-the-fragment.md).
  const [target, name] = view === 'explain' ? ['sentence', 'Skip to the sentence'] : ['experiment', 'Skip to the experiment'];
  return (
    <>
      <button type="button" className={styles.skip} onClick={() => document.getElementById(target)?.focus()}>
        {name}
      </button>
      <Header />
      <Tour />
      {view === 'explain' ? <ExplainPage /> : <ExperimentsPage />}
      <UpdateNotice />
      <PageDrop />
      <FigureDialog />
    </>
  );
}
