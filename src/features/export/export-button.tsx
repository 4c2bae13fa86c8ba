import { useState } from 'react';
import { useExplain } from '../../state/sentence/index.ts';
import { Dialog } from '../../ui/controls/dialog.tsx';
import { DownloadIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';
import { latePart } from '../../ui/late/late-part.tsx';
import styles from './export-button.module.css';

const ExplanationPanel = latePart({
  name: 'The export',
  load: async () => (await import('./explanation-panel.tsx')).ExplanationPanel,
});

/** Opens the choice of formats. */
export function ExportButton() {
  const nothing = useExplain((state) => state.response === null);
  const [open, setOpen] = useState(false);

  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.button}`}
        aria-haspopup="dialog"
        aria-label="Export this explanation"
        title={nothing ? 'There is nothing to export yet' : 'Save this explanation as a picture, a document or data'}
        disabled={nothing}
        onClick={() => setOpen(true)}
      >
        <DownloadIcon />
        <span className={controls.label}>Export</span>
      </button>
      <Dialog open={open} title="Export this explanation" onClose={() => setOpen(false)}>
        <div className={styles.content}>{open && <ExplanationPanel />}</div>
      </Dialog>
    </>
  );
}
