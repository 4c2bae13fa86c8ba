import { type ComponentType, useState } from 'react';
import { useExplain } from '../../state/sentence/index.ts';
import { Dialog } from '../../ui/controls/dialog.tsx';
import { DownloadIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';
import styles from './export-button.module.css';

/** Opens the choice of formats; everything behind it is loaded only then. */
export function ExportButton() {
  const nothing = useExplain((state) => state.response === null);
  const [open, setOpen] = useState(false);
  const [panel, setPanel] = useState<{ readonly Content: ComponentType } | 'loading' | 'failed'>('loading');

  async function show(): Promise<void> {
    setOpen(true);
    try {
      const { ExportPanel } = await import('./export-panel.tsx');
      setPanel({ Content: ExportPanel });
    } catch {
      setPanel('failed');
    }
  }

  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.button}`}
        aria-haspopup="dialog"
        aria-label="Export this explanation"
        title={nothing ? 'There is nothing to export yet' : 'Save this explanation as a picture, a document or data'}
        disabled={nothing}
        onClick={() => void show()}
      >
        <DownloadIcon />
        <span className={controls.label}>Export</span>
      </button>
      <Dialog open={open} title="Export this explanation" onClose={() => setOpen(false)}>
        <div className={styles.content}>{open && <Content panel={panel} />}</div>
      </Dialog>
    </>
  );
}

function Content({ panel }: { readonly panel: { readonly Content: ComponentType } | 'loading' | 'failed' }) {
  if (panel === 'loading') return <p role="status">Preparing …</p>;
  if (panel === 'failed')
    return <p role="alert">The exporter could not be loaded. Check the connection, reload the page and try again.</p>;
  return <panel.Content />;
}
