import type { ReactNode } from 'react';
import { useUnit } from '../../state/sentence/index.ts';
import { Note } from '../../ui/layout/index.ts';
import styles from './empty-map.module.css';

/** In a heat map's place while there is none: why, or that there is no sentence. */
export function EmptyMap({ children }: { readonly children?: ReactNode }) {
  const unit = useUnit();
  const waiting = unit === 'row' ? 'Your rows will appear here.' : 'The words of your sentence will appear here.';
  return <Note className={styles.empty}>{children || waiting}</Note>;
}
