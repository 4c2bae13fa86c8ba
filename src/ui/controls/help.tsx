import { type ReactNode, useId } from 'react';
import { Raised } from '../layout/index.ts';
import styles from './help.module.css';
import { placeBeneath } from './place-beneath.ts';

interface HelpProps {
  /** What the note is about, for the button's name: "About the prediction". */
  readonly about: string;
  readonly children: ReactNode;
}

/** A small "?" with a note behind it: a native popover, which closes on Escape and on a click beside it. */
export function Help({ about, children }: HelpProps) {
  const id = useId();
  const name = `About ${about}`;
  return (
    <>
      <button type="button" className={styles.button} popoverTarget={id} aria-label={name}>
        ?
      </button>
      <Raised
        id={id}
        popover="auto"
        role="note"
        aria-label={name}
        className={styles.note}
        onToggle={(event) => event.newState === 'open' && placeBeneath(event.currentTarget)}
      >
        {children}
      </Raised>
    </>
  );
}
