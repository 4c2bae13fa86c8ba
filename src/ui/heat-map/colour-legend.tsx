import type { ReactNode } from 'react';
import styles from './colour-legend.module.css';
import { type ColourOptions, scaleGradient } from './colour-scale.ts';

interface ColourLegendProps {
  /** false: the scale runs from zero to strong, without a direction. */
  readonly signed: boolean;
  readonly low: ReactNode;
  readonly high: ReactNode;
  readonly size?: 'large' | 'small';
  /** As the cells are coloured. */
  readonly colours: ColourOptions;
}

/** What the colours mean, in words at both ends of the very gradient the cells use. */
export function ColourLegend({ signed, low, high, size = 'large', colours }: ColourLegendProps) {
  return (
    <p className={`${styles.legend} ${size === 'small' ? styles.small : ''}`}>
      <span>{low}</span>
      <span className={styles.bar} aria-hidden="true" style={{ background: scaleGradient(signed ? -1 : 0, 1, colours) }} />
      <span>{high}</span>
    </p>
  );
}
