import { Note } from '../../ui/layout/index.ts';
import styles from './empty-map.module.css';

/** In a heat map's place while there is no sentence. */
export function EmptyMap() {
  return <Note className={styles.empty}>The words of your sentence will stand here.</Note>;
}
