/** The range of LRP's two settings on the page, and the positions of their sliders. */

/** 0, or 1e-6 to 1. */
export const EPS_STEPS = 61;
export const BIAS_STEPS = 100;
const EPS_LEAST = 1e-6;
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

/** null for anything but 0 or 1e-6 to 1. */
export function parseEps(text: string): number | null {
  const eps = parseNumber(text);
  return eps === 0 || (eps !== null && eps >= EPS_LEAST && eps <= 1) ? eps : null;
}

/** null for anything but 0 to 1. */
export function parseBiasFactor(text: string): number | null {
  const factor = parseNumber(text);
  return factor !== null && factor >= 0 && factor <= 1 ? factor : null;
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
