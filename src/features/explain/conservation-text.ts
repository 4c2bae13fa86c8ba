import type { Conservation } from '../../state/sentence/index.ts';
import { EXPONENT, formatFixed } from '../../ui/text/format-number.ts';

/** What words, padding and initial states hold. */
export function wholeOf({ words, padding, rest }: Conservation): number {
  return words + (padding ?? 0) + rest;
}

/** What they hold more than the score, or less. */
export function residualOf(conservation: Conservation): number {
  return wholeOf(conservation) - conservation.score;
}

/** '4.4e−16'; '0' where the two agree to the last bit. */
export function residualText(residual: number): string {
  return residual === 0 ? '0' : formatFixed(residual, EXPONENT);
}

/** Rounding of float64 over some thousand additions stays far below this. */
const CONSERVED = 1e-9;

/** Whether nothing leaked but rounding, in a sentence. */
export function verdict(conservation: Conservation): string {
  const residual = Math.abs(residualOf(conservation));
  if (!Number.isFinite(residual)) return 'This ε led to a division by zero; choose a larger one.';
  return residual <= CONSERVED * Math.max(1, Math.abs(conservation.score))
    ? 'Conserved: nothing is lost except to float64 rounding.'
    : 'Not conserved: more is missing than rounding explains. This happens when ε is 0 and a sum comes close to zero.';
}
