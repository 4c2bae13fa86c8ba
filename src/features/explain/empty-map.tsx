import type { ReactNode } from 'react';
import { Note } from '../../ui/layout/index.ts';
import styles from './empty-map.module.css';

/** In a heat map's place while there is none: why, or that there is no sentence. */
export function EmptyMap({ children }: { readonly children?: ReactNode }) {
  return <Note className={styles.empty}>{children || 'The words of your sentence will stand here.'}</Note>;
}
