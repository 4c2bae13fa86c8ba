import type { ReactNode, Ref } from 'react';
import { useUnit } from '../../state/sentence/index.ts';
import { Card, Note, SectionHead } from '../../ui/layout/index.ts';
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
      <SectionHead id="faithfulness-heading">Faithfulness of this explanation</SectionHead>
      <Card className={styles.card}>{children}</Card>
    </section>
  );
}

export function NoFigures({ explained }: { readonly explained: boolean }) {
  const unit = useUnit();
  const first = unit === 'row' ? 'Once there are rows' : 'Once there is a sentence';
  return (
    <Note className={explained ? styles.awaited : undefined}>
      {explained
        ? `Blanking out ${unit}s in each method’s order …`
        : `${first}, see what becomes of the score as the ${unit}s that each method ranks highest are blanked out.`}
    </Note>
  );
}
