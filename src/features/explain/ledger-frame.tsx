import type { ReactNode } from 'react';
import { useModel } from '../../state/models/index.ts';
import { Card, SectionHead } from '../../ui/layout/index.ts';
import styles from './ledger-frame.module.css';

/** The place of the ledger, which is there before its figures have been loaded. */
export function LedgerFrame({ children }: { readonly children?: ReactNode }) {
  const amount = useModel((state) => (state.info?.output === 'linear' ? 'value' : 'score'));
  return (
    <section aria-labelledby="ledger-heading">
      <SectionHead id="ledger-heading">Where the {amount} went · LRP</SectionHead>
      <Card className={styles.card}>{children}</Card>
    </section>
  );
}
