import type { ReactNode } from 'react';
import styles from './what-if-panel.module.css';

interface WhatIfFrameProps {
  readonly printed: boolean;
  readonly children: ReactNode;
  /** What belongs to it without standing in it. */
  readonly beside?: ReactNode;
}

/** The place of the question, which is there before its answer has been loaded. */
export function WhatIfFrame({ printed, children, beside }: WhatIfFrameProps) {
  return (
    <section aria-labelledby="what-if-heading" className={printed ? undefined : 'screen-only'}>
      <h2 id="what-if-heading" tabIndex={-1} className={`eyebrow ${styles.heading}`}>
        What if?
      </h2>
      <div className={styles.card}>{children}</div>
      {beside}
    </section>
  );
}

export function Invitation({ explained }: { readonly explained: boolean }) {
  return (
    <p className={styles.invitation}>
      {explained
        ? 'Click a word above, or press Enter on it, to delete, leave out or replace it.'
        : 'Once there is a sentence: what the model would say without a word, or with another.'}
    </p>
  );
}
