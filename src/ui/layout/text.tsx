import { Box, type BoxProps } from './box.tsx';
import styles from './text.module.css';

interface TitleProps extends BoxProps {
  readonly as?: 'h2' | 'h3' | 'p' | 'span' | 'legend';
  readonly size?: 's' | 'm' | 'l' | 'xl';
}

/** The name of a block. */
export function Title({ as = 'h3', size = 'm', ...rest }: TitleProps) {
  return <Box as={as} kit={[styles.title, styles[size]]} {...rest} />;
}

/** A quiet heading above a section's card. */
export function SectionHead(props: BoxProps) {
  return <Box as="h2" kit={['eyebrow']} below={2} {...props} />;
}

interface NoteProps extends BoxProps {
  readonly size?: 's' | 'xs';
}

/** A hint, a meaning, a state: what stands beside the matter itself. */
export function Note({ as = 'p', size = 's', ...rest }: NoteProps) {
  return <Box as={as} kit={[styles.note, styles[size]]} {...rest} />;
}
