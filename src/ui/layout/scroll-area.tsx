import type { CSSProperties, ReactNode } from 'react';
import styles from './scroll-area.module.css';

interface ScrollAreaProps {
  readonly label: string;
  /** Its greatest height, as CSS has it; without one it scrolls sideways alone. */
  readonly maxHeight?: string;
  readonly children: ReactNode;
}

/** Something too wide or too long for its place, such as a table: it scrolls by itself, also with the keyboard. */
export function ScrollArea({ label, maxHeight, children }: ScrollAreaProps) {
  return (
    <section {...FOCUSABLE} aria-label={label} className={styles.area} style={{ '--most': maxHeight } as CSSProperties}>
      {children}
    </section>
  );
}

/** What scrolls has to be reached by the keyboard, or its arrow keys could not scroll it (WCAG 2.1.1). */
const FOCUSABLE = { tabIndex: 0 } as const;
