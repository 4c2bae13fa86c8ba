import { Box, type BoxProps } from './box.tsx';
import styles from './raised.module.css';

/** What lies above the page: a menu, a tooltip, a message. */
export function Raised(props: BoxProps) {
  return <Box kit={[styles.raised]} {...props} />;
}
