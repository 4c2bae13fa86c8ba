import type { ReactNode } from 'react';
import { useUnit } from '../../state/sentence/index.ts';
import { Card, Note, SectionHead } from '../../ui/layout/index.ts';
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
      <SectionHead id="what-if-heading" tabIndex={-1}>
        What if?
      </SectionHead>
      <Card className={styles.card}>{children}</Card>
      {beside}
    </section>
  );
}

export function Invitation({ explained }: { readonly explained: boolean }) {
  if (useUnit() === 'row') {
    return (
      <Note>
        {explained
          ? 'Click a row above, or press Enter on it, to blank it out or remove it.'
          : 'Once there are rows, try what the model would say without one of them.'}
      </Note>
    );
  }
  return (
    <Note>
      {explained
        ? 'Click a word above, or press Enter on it, to blank it out, remove it or replace it.'
        : 'Once there is a sentence, try what the model would say without a word, or with another one in its place.'}
    </Note>
  );
}
