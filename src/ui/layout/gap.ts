import styles from './gap.module.css';

/** A distance of ui/tokens.css: none, or --space-1 to --space-6. */
export type Gap = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The class that sets --gap, which rows, stacks and columns keep between their children. */
export function gapClass(gap: Gap): string | undefined {
  return styles[`gap${gap}`];
}
