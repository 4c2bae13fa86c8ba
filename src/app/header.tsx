import { useState } from 'react';
import { ExportButton } from '../features/export/export-button.tsx';
import { ModelButton } from '../features/models/library/model-button.tsx';
import { ShareButton } from '../features/share/share-button.tsx';
import { useTour, useView } from '../state/page/index.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { BrandMark, QuestionIcon } from '../ui/controls/icons.tsx';
import controls from '../ui/controls.module.css';
import { latePart } from '../ui/late/late-part.tsx';
import styles from './header.module.css';
import { ThemeButton } from './theme-button.tsx';
import { ViewSwitch } from './view-switch.tsx';

const ReadingGuide = latePart({
  name: 'The guide',
  load: async () => (await import('../features/guide/reading-guide.tsx')).ReadingGuide,
});

/** Id of the button that opens the guide, where the tour can be taken again. */
export const GUIDE_BUTTON = 'guide-button';

export function Header() {
  const view = useView((state) => state.view);
  const startTour = useTour((state) => state.start);
  const [guideOpen, setGuideOpen] = useState(false);
  const takeTour = () => {
    setGuideOpen(false);
    startTour();
  };
  return (
    <header className={styles.header}>
      <div className={styles.name}>
        <h1 className={styles.brand}>
          <BrandMark />
          LRP Lens
        </h1>
        <p className={styles.tagline}>See which words made a neural network decide.</p>
      </div>
      <ViewSwitch />
      <div className={styles.actions}>
        {/* First: in a view without it, nothing else moves. */}
        {view === 'explain' && <ExportButton />}
        <button
          type="button"
          id={GUIDE_BUTTON}
          className={`${controls.button} ${styles.guide}`}
          aria-haspopup="dialog"
          aria-label="How to read this"
          onClick={() => setGuideOpen(true)}
        >
          <QuestionIcon />
          <span className={controls.label}>How to read this</span>
        </button>
        <ShareButton />
        <ModelButton />
        <ThemeButton />
      </div>
      <Dialog open={guideOpen} title="How to read this" onClose={() => setGuideOpen(false)}>
        {guideOpen && <ReadingGuide onTour={takeTour} />}
      </Dialog>
    </header>
  );
}
