import type { ReactNode } from 'react';
import styles from './option-group.module.css';

/** Choices of one kind, in a panel, under their name. */
export function OptionGroup({ legend, children }: { readonly legend: ReactNode; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className="eyebrow">{legend}</legend>
      {children}
    </fieldset>
  );
}
