import { type ReactNode, useId } from 'react';
import { Raised } from '../layout/index.ts';
import styles from './help.module.css';

/** Pixels between the button and its note, and between the note and the window's edge. */
const GAP = 6;

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
        onToggle={(event) => event.newState === 'open' && place(event.currentTarget)}
      >
        {children}
      </Raised>
    </>
  );
}

/** Beneath its button, within the window; it scrolls with the page. */
function place(note: HTMLElement): void {
  const button = document.querySelector(`[popovertarget="${CSS.escape(note.id)}"]`);
  if (!button) return;
  const { left, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = note;
  const room = document.documentElement.clientWidth - width - GAP;
  const y = bottom + GAP + height > innerHeight && top > height + GAP ? top - height - GAP : bottom + GAP;
  Object.assign(note.style, { left: `${Math.max(GAP, Math.min(left, room))}px`, top: `${y + scrollY}px` });
}
