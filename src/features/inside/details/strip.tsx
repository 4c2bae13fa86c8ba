import type { ReactNode } from 'react';
import styles from './details.module.css';

interface StripProps {
  readonly name: ReactNode;
  /** What is said of its numbers: a range, a sum. */
  readonly note: string;
  /** CSS colours, one a unit. */
  readonly colours: readonly string[];
}

/** A number a unit as a strip of colours. */
export function Strip({ name, note, colours }: StripProps) {
  const stops = colours.map((colour, unit) => {
    const [from, to] = [unit, unit + 1].map((edge) => `${((100 * edge) / colours.length).toFixed(3)}%`);
    return `${colour} ${from} ${to}`;
  });
  return (
    <div className={styles.strip}>
      <span>{name}</span>
      <span className={styles.cells} style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
      <span className={styles.stripNote}>{note}</span>
    </div>
  );
}
