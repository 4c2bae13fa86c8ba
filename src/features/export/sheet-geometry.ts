/** Paper in mm and points as the px that figures are laid out in. */
import type { Paper } from '../../state/figures/index.ts';

const PX_A_MM = 96 / 25.4;
/** The text of values and axes, in px: what the chosen size is that of. */
const TEXT = 12;
const PX_A_POINT = 96 / 72;
/** px around the figure. */
export const MARGIN = 8;

type Sized = Pick<Paper, 'width' | 'fontSize'>;

/** How many CSS px on paper one px of the layout takes. */
export function zoomOf({ fontSize }: Pick<Paper, 'fontSize'>): number {
  return (fontSize * PX_A_POINT) / TEXT;
}

/** Width of the paper in px of the layout. */
export function layoutWidth(paper: Sized): number {
  return (paper.width * PX_A_MM) / zoomOf(paper);
}

export function mm(cssPx: number): number {
  return cssPx / PX_A_MM;
}
