import { Box, type BoxProps } from './box.tsx';
import styles from './flow.module.css';
import { type Gap, gapClass } from './gap.ts';
import { useStaleMarks } from './use-stale-marks.ts';

interface FlowProps extends BoxProps {
  readonly gap?: Gap;
}

interface StackProps extends FlowProps {
  /** A line parts it from what stands above. */
  readonly parted?: boolean;
  /** It is of the state before: it stays, and dims if the next one takes longer than one would notice. */
  readonly stale?: boolean;
}

/** Children beneath one another; none may widen the page. */
export function Stack({ gap = 3, parted = false, stale = false, ...rest }: StackProps) {
  return <Box kit={[styles.stack, parted && styles.parted, gapClass(gap)]} {...useStaleMarks(stale)} {...rest} />;
}

interface RowProps extends FlowProps {
  readonly align?: 'center' | 'start' | 'end' | 'baseline';
  /** The first at one edge, the last at the other. */
  readonly spread?: boolean;
}

/** Children beside one another, in further lines where they do not fit. */
export function Row({ gap = 3, align = 'center', spread = false, ...rest }: RowProps) {
  return <Box kit={[styles.row, gapClass(gap), align !== 'center' && styles[align], spread && styles.spread]} {...rest} />;
}

interface ColumnsProps extends FlowProps {
  /** How narrow a column may become before the last one goes beneath: a figure's 26rem, or a card's 17rem. */
  readonly least: 'figure' | 'card';
}

/** Columns of one width, as many as there is room for. */
export function Columns({ gap = 3, least, ...rest }: ColumnsProps) {
  return <Box kit={[styles.columns, styles[least], gapClass(gap)]} {...rest} />;
}
