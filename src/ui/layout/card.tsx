import { Box, type BoxProps } from './box.tsx';
import styles from './card.module.css';

interface CardProps extends BoxProps {
  /** Hundreds of words: what is off the screen is not laid out at each keystroke. */
  readonly long?: boolean;
}

/** A sheet of paper with an edge: one figure, one heat map, one form. */
export function Card({ long = false, ...rest }: CardProps) {
  return <Box kit={[styles.card, long && styles.long]} {...rest} />;
}

/** The first line of a card: its title, what it is, and at the far edge whatever else there is. */
export function CardHead(props: BoxProps) {
  return <Box as="header" kit={[styles.head]} {...props} />;
}
