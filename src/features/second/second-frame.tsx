import type { ReactNode } from 'react';
import { Card, Note, SectionHead } from '../../ui/layout/index.ts';

const HEADING = 'second-heading';

interface SecondFrameProps {
  readonly busy?: boolean;
  readonly printed?: boolean;
  readonly children?: ReactNode;
}

/** The place of the second model, which is there before it has been loaded. */
export function SecondFrame({ busy = false, printed = false, children }: SecondFrameProps) {
  return (
    <section aria-labelledby={HEADING} aria-busy={busy} className={printed ? undefined : 'screen-only'}>
      <SectionHead id={HEADING} tabIndex={-1}>
        Two models
      </SectionHead>
      <Card>{children ?? <Note>The same sentence by a second model.</Note>}</Card>
    </section>
  );
}
