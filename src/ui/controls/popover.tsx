import { type ComponentType, type ReactNode, useId, useState } from 'react';
import controls from '../controls.module.css';
import { Raised } from '../layout/index.ts';
import { ChevronIcon } from './icons.tsx';
import { placeBeneath } from './place-beneath.ts';
import styles from './popover.module.css';

export interface PopoverContentProps {
  /** What the panel hangs from. */
  readonly button: HTMLElement;
  readonly panel: HTMLElement;
}

interface PopoverProps {
  /** What the button says, and the panel's name. */
  readonly label: string;
  /** What the button shows on a narrow screen: a shorter word, else the icon alone. */
  readonly short?: string;
  readonly icon: ReactNode;
  /** Drawn while the panel is open; it puts the panel in its place (place-popover.ts), so that both may be loaded late. */
  readonly content: ComponentType<PopoverContentProps>;
}

/** A button with a panel that hangs from it: a native popover, which closes on Escape and on a click beside it. */
export function Popover({ label, short, icon, content: Content }: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  return (
    <>
      <button
        ref={setButton}
        type="button"
        className={`${controls.button} ${styles.button}`}
        aria-label={label}
        popoverTarget={id}
      >
        {icon}
        <span className={controls.label}>{label}</span>
        {short && <span className={styles.short}>{short}</span>}
        <ChevronIcon />
      </button>
      <Raised
        ref={setPanel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.panel}
        onToggle={(event) => {
          const opens = event.newState === 'open';
          // The content knows a better place; it may come later, or not at all.
          if (opens) placeBeneath(event.currentTarget);
          setOpen(opens);
        }}
      >
        {open && button && panel && <Content button={button} panel={panel} />}
      </Raised>
    </>
  );
}
