import { autoUpdate, flip, offset, shift, useFloating } from '@floating-ui/react-dom';
import { type ReactNode, useEffect, useId, useState } from 'react';
import controls from '../controls.module.css';
import { Raised } from '../layout/index.ts';
import { ChevronIcon } from './icons.tsx';
import styles from './popover.module.css';

interface PopoverProps {
  /** What the button says, and the panel's name. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A button with a panel that hangs from it: a native popover, which closes on Escape and on a click beside it. */
export function Popover({ label, children }: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const { refs, elements, floatingStyles, update } = useFloating({
    placement: 'bottom-end',
    strategy: 'fixed',
    middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8, crossAxis: true })],
  });

  useEffect(() => {
    if (!open || !elements.reference || !elements.floating) return;
    return autoUpdate(elements.reference, elements.floating, update);
  }, [open, elements.reference, elements.floating, update]);

  return (
    <>
      <button ref={refs.setReference} type="button" className={`${controls.button} ${styles.button}`} popoverTarget={id}>
        {label}
        <ChevronIcon />
      </button>
      <Raised
        ref={refs.setFloating}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.panel}
        style={floatingStyles}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {children}
      </Raised>
    </>
  );
}
