import type { ReactNode } from 'react';
import { Box, type BoxProps } from './box.tsx';
import styles from './facts.module.css';
import { type Gap, gapClass } from './gap.ts';

interface FactsProps extends BoxProps {
  /** The width of the names: a word's, two words', or a line's. */
  readonly names: 's' | 'm' | 'l';
  readonly gap?: Gap;
}

/** Names and what they stand for, side by side; beneath one another where there is little room, unless the names are short. */
export function Facts({ names, gap = 0, ...rest }: FactsProps) {
  return <Box as="dl" kit={[styles.facts, styles[names], gapClass(gap)]} {...rest} />;
}

interface FactProps {
  readonly name: ReactNode;
  readonly children: ReactNode;
}

/** One of the facts. */
export function Fact({ name, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
