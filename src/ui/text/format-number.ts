/** Numbers as the page shows them: a real minus sign (U+2212), fixed digits for columns, full digits on demand. */
const MINUS = '\u2212';
const NARROW_SPACE = '\u202f';
const NOT_A_NUMBER = '–';

/** From here on float64 has no digits after the point, and a number written out finds no room. */
const WITHOUT_DIGITS = 1e16;

/** Fixed digits, a sign only where negative: '2.87', '−0.61'; what rounds to zero has no sign. */
export function formatFixed(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return NOT_A_NUMBER;
  const text = digits === EXPONENT || Math.abs(value) >= WITHOUT_DIGITS ? value.toExponential(1) : value.toFixed(digits);
  return withMinus(Number(text) === 0 ? text.replace('-', '') : text);
}

/** The same with a plus sign: '+0.55', '−1.32', '0.00'. */
export function formatSigned(value: number, digits = 2): string {
  const text = formatFixed(value, digits);
  return value > 0 && Number.isFinite(value) && Number(text) !== 0 ? `+${text}` : text;
}

/** Asks for one digit and an exponent: '4.2e−12'. */
export const EXPONENT = -1;

/** Digits that let values of up to `largest` in size be read side by side: 2, more where all are tiny, fewer where huge. */
export function digitsFor(largest: number): number {
  if (!Number.isFinite(largest) || largest === 0) return 2;
  const magnitude = Math.floor(Math.log10(Math.abs(largest)));
  if (magnitude < -5 || magnitude > 6) return EXPONENT;
  return Math.max(magnitude < 0 ? 1 - magnitude : 0, magnitude >= 3 ? 0 : 2);
}

/** Digits of a value told beside another of `digits`: it has an exponent of its own, or none, where that one has an exponent. */
export function digitsBeside(digits: number, value: number): number {
  return digits === EXPONENT ? digitsFor(Math.abs(value)) : digits;
}

/** All digits float64 has: '0.8054721137', '−1.5e−7'. */
export function formatExact(value: number): string {
  if (!Number.isFinite(value)) return NOT_A_NUMBER;
  return withMinus(String(Object.is(value, -0) ? 0 : value));
}

/** The same with a plus sign: '+0.8054721137'. */
export function formatExactSigned(value: number): string {
  return value > 0 && Number.isFinite(value) ? `+${formatExact(value)}` : formatExact(value);
}

/** A share in 0..1 as whole per cent; '<1' and '>99' rather than a 0 or 100 that is not quite true. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (!Number.isFinite(percent)) return NOT_A_NUMBER;
  if (percent > 0 && percent < 0.5) return `<1${NARROW_SPACE}%`;
  if (percent < 100 && percent >= 99.5) return `>99${NARROW_SPACE}%`;
  return `${withMinus(String(Math.round(percent)))}${NARROW_SPACE}%`;
}

/** A count with thousands set apart: '14,500'. */
export function formatCount(count: number): string {
  return Number.isFinite(count) ? withMinus(String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')) : NOT_A_NUMBER;
}

/** Megabytes (10^6 bytes) with one digit: '2.1'. */
export function formatMegabytes(bytes: number): string {
  return formatFixed(bytes / 1e6, 1);
}

/** A size in the unit that suits it: '512 bytes', '5.9 KB', '2.1 MB', '3.0 GB' (powers of 1000). */
export function formatBytes(bytes: number): string {
  if (!(bytes >= 1000)) return `${formatCount(bytes)} bytes`;
  if (bytes >= 1e9) return `${formatFixed(bytes / 1e9, 1)} GB`;
  return bytes < 1e6 ? `${formatFixed(bytes / 1e3, 1)} KB` : `${formatMegabytes(bytes)} MB`;
}

function withMinus(text: string): string {
  return text.replaceAll('-', MINUS);
}
