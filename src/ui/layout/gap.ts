import styles from './gap.module.css';

/** A distance of ui/tokens.css: none, or --space-1 to --space-6; 'chips' stand closer. */
export type Gap = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 'chips';

/** The class that sets --gap, which rows, stacks and columns keep between their children. */
export function gapClass(gap: Gap): string | undefined {
  return styles[`gap${gap}`];
}

/** A distance from what stands above or beneath, likewise. */
export interface Distances {
  readonly above?: 1 | 2 | 3 | 4 | 5 | undefined;
  readonly below?: 1 | 2 | 3 | 4 | undefined;
}

export function distanceClasses({ above, below }: Distances): readonly (string | undefined)[] {
  return [above && styles[`above${above}`], below && styles[`below${below}`]];
}
