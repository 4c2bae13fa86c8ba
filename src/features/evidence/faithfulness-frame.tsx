import type { ReactNode, Ref } from 'react';
import styles from './faithfulness-section.module.css';

interface FaithfulnessFrameProps {
  readonly ref?: Ref<HTMLElement>;
  readonly busy: boolean;
  readonly printed: boolean;
  readonly children: ReactNode;
}

/** The place of the test, which is there before its charts have been loaded. */
export function FaithfulnessFrame({ ref, busy, printed, children }: FaithfulnessFrameProps) {
  return (
    <section ref={ref} aria-labelledby="faithfulness-heading" aria-busy={busy} className={printed ? undefined : 'screen-only'}>
      <h2 id="faithfulness-heading" className={`eyebrow ${styles.heading}`}>
        Faithfulness of this explanation
      </h2>
      <div className={styles.card}>{children}</div>
    </section>
  );
}

export function NoFigures({ explained }: { readonly explained: boolean }) {
  return (
    <p className={styles.empty}>
      {explained
        ? 'Deleting words in each method’s order …'
        : 'Once there is a sentence: what becomes of the score as the words each method ranks highest are deleted.'}
    </p>
  );
}
