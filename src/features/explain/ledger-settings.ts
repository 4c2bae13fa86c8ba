/** LRP's two settings as they are typed, and the positions of their sliders. */
import { EPS_LEAST, LRP_RANGES } from '../../state/sentence/index.ts';

/** 0, or 1e-6 to 1. */
export const EPS_STEPS = 61;
export const BIAS_STEPS = 100;
const STEPS_A_DECADE = 10;

/** Position 0 is eps 0, position 1 is 1e-6, ten more are ten times as much. */
export function epsAt(position: number): number {
  if (position <= 0) return 0;
  return Number((EPS_LEAST * 10 ** ((position - 1) / STEPS_A_DECADE)).toPrecision(2));
}

/** The nearest position; what is beyond the slider stands at its end. */
export function epsPosition(eps: number): number {
  if (!(eps > 0)) return 0;
  const position = 1 + Math.round(STEPS_A_DECADE * Math.log10(eps / EPS_LEAST));
  return Math.min(EPS_STEPS, Math.max(1, position));
}

/** null for anything beyond LRP_RANGES. */
export function parseEps(text: string): number | null {
  const eps = parseNumber(text);
  return eps !== null && LRP_RANGES.eps.holds(eps) ? eps : null;
}

/** null for anything beyond LRP_RANGES. */
export function parseBiasFactor(text: string): number | null {
  const factor = parseNumber(text);
  return factor !== null && LRP_RANGES.biasFactor.holds(factor) ? factor : null;
}

/** As one would type it: 0.001, 1e-6. */
export function formatSetting(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential() : String(value);
}

/** A decimal comma and a real minus sign are read as well. */
function parseNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.').replaceAll('\u2212', '-');
  const value = Number(plain);
  return plain !== '' && Number.isFinite(value) ? value : null;
}
