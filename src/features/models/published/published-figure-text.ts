import { type FigureRow, placesOf } from '../../../state/published/index.ts';
import { EXPONENT, formatExact, formatFixed, formatSigned } from '../../../ui/text/format-number.ts';

/** Beyond this many places a figure is one of all digits. */
const ALL_DIGITS = 12;
/** As many as any published score has. */
const SCORE_PLACES = 8;

/** With a real minus sign, and all the places it was printed with. */
export function publishedText({ published }: FigureRow): string {
  return formatFixed(Number(published), placesOf(published));
}

/** Two places more where there are few, so that one sees what was rounded; scores alike, for they stand in a column. */
export function computedText({ published, computed }: FigureRow): string {
  const places = placesOf(published);
  if (places > ALL_DIGITS) return formatExact(computed);
  return formatFixed(computed, places <= 2 ? places + 2 : SCORE_PLACES);
}

export function differenceText({ difference }: FigureRow): string {
  if (difference === 0) return '0';
  return formatSigned(difference, Math.abs(difference) < 1e-4 ? EXPONENT : 4);
}
