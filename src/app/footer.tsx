import { useCallback, useState } from 'react';
import { useModel } from '../state/models/index.ts';
import { useAppUpdate } from '../state/page/index.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import controls from '../ui/controls.module.css';
import { latePart } from '../ui/late/late-part.tsx';
import styles from './footer.module.css';
import { useAppShortcuts } from './use-app-shortcuts.ts';

const ShortcutList = latePart({
  name: 'The list of shortcuts',
  load: async () => (await import('./shortcut-list.tsx')).ShortcutList,
});

/** Beneath the work: where it is computed, and the list of shortcuts, which `?` opens too. On paper: which model it was. */
export function Footer() {
  const offline = useAppUpdate((state) => state.offline);
  const model = useModel((state) => state.info);
  const [open, setOpen] = useState(false);
  useAppShortcuts(useCallback(() => setOpen(true), []));
  return (
    <footer className={styles.footer}>
      <p className="screen-only">Computed in your browser.{offline === 'ready' && ' Works offline.'}</p>
      {model && (
        <p className="print-only">
          Model: {model.name}, SHA-256 {model.sha256}
        </p>
      )}
      <button type="button" className={controls.quiet} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Keyboard shortcuts
      </button>
      {import.meta.env.PROD && (
        <a className={`screen-only ${controls.quiet}`} href="./licences.txt">
          Licences
        </a>
      )}
      <Dialog open={open} title="Keyboard shortcuts" onClose={() => setOpen(false)}>
        {open && <ShortcutList />}
      </Dialog>
    </footer>
  );
}
