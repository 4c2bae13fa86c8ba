import { type ReactNode, useEffect, useId, useRef } from 'react';
import controls from '../controls.module.css';
import styles from './dialog.module.css';
import { CloseIcon } from './icons.tsx';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  /** 'side': a sheet at the left edge, for narrow screens; its children stay mounted while it is closed. */
  readonly placement?: 'centre' | 'side';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A native modal dialog: the browser traps the focus, gives it back, and closes on Escape. A click beside it closes it too. */
export function Dialog({ open, title, placement = 'centre', onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  // A pointer shortcut beside Escape and the Close button, hence a plain listener rather than a control of its own.
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const closeBeside = (event: globalThis.PointerEvent) => {
      if (event.target === dialog) dialog.close();
    };
    dialog.addEventListener('pointerdown', closeBeside);
    return () => dialog.removeEventListener('pointerdown', closeBeside);
  }, []);

  return (
    <dialog
      ref={ref}
      className={`${styles.dialog} ${placement === 'side' ? styles.side : styles.centre}`}
      data-placement={placement}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <div className={styles.frame}>
        <div className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <button type="button" className={`${controls.quiet} ${controls.icon}`} aria-label="Close" onClick={onClose}>
            <CloseIcon />
          </button>
        </div>
        <div className={styles.body}>{children}</div>
      </div>
    </dialog>
  );
}
