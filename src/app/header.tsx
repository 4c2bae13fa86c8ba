import { useState } from 'react';
import { ReadingGuide } from '../features/explain/reading-guide.tsx';
import { ExportButton } from '../features/export/export-button.tsx';
import { PublishedModel } from '../features/models/published-model.tsx';
import { ShareButton } from '../features/share/share-button.tsx';
import { useModel } from '../state/model-store.ts';
import controls from '../ui/controls.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { BrandMark, ChevronIcon, QuestionIcon } from '../ui/icons.tsx';
import styles from './header.module.css';
import { ModelFacts } from './model-facts.tsx';
import { ThemeButton } from './theme-button.tsx';

export function Header() {
  const model = useModel((state) => state.info);
  const [open, setOpen] = useState<'guide' | 'model' | null>(null);
  const close = () => setOpen(null);
  return (
    <header className={styles.header}>
      <h1 className={styles.brand}>
        <BrandMark />
        LRP Lens
      </h1>
      <p className={styles.tagline}>Why did the network say that?</p>
      <div className={styles.actions}>
        <button
          type="button"
          className={`${controls.button} ${styles.guide}`}
          aria-haspopup="dialog"
          aria-label="How to read this"
          onClick={() => setOpen('guide')}
        >
          <QuestionIcon />
          <span className={styles.wide}>How to read this</span>
        </button>
        <ShareButton />
        <ExportButton />
        {model && (
          <button
            type="button"
            className={`${controls.button} ${styles.model}`}
            aria-haspopup="dialog"
            aria-label={`Model: ${model.name}`}
            onClick={() => setOpen('model')}
          >
            <span className={styles.name}>{model.name}</span>
            <ChevronIcon />
          </button>
        )}
        <ThemeButton />
      </div>
      <Dialog open={open === 'guide'} title="How to read this" onClose={close}>
        <ReadingGuide />
      </Dialog>
      {model && (
        <Dialog open={open === 'model'} title={model.name} onClose={close}>
          <ModelFacts model={model} />
          <PublishedModel />
        </Dialog>
      )}
    </header>
  );
}
