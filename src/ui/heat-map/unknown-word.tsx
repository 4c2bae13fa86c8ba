import { ShortName } from '../controls/short-name.tsx';
import styles from './unknown-word.module.css';

/** In a table: a word that the model does not know. */
export function UnknownWord({ word }: { readonly word: string }) {
  return (
    <span className={styles.unknown}>
      <ShortName name={word} />
      <sup aria-hidden="true">?</sup>
      <span className="visually-hidden">, unknown</span>
    </span>
  );
}
