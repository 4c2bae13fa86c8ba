/** The arithmetic of a bar chart. */

/** Rough width of a character, in pixels; labels only have to find room. */
const CHARACTER = 6.6;

/** Pixels that the longest text takes, at most 42 % of the width. */
export function labelWidth(texts: readonly string[], width: number): number {
  const longest = Math.max(0, ...texts.map((text) => text.length));
  return Math.ceil(Math.min(longest * CHARACTER, 0.42 * width));
}

/** The text, or its beginning and an ellipsis, as far as it finds room. */
export function shortened(text: string, pixels: number): string {
  const most = Math.max(1, Math.floor(pixels / CHARACTER));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Where a value stands: 0 and all values find room between `left` and `right`. Values that are not finite do not count. */
export function barPlace(values: readonly number[], left: number, right: number): (value: number) => number {
  const finite = values.filter((value) => Number.isFinite(value));
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  // Halves: the span of two huge numbers would be beyond float64.
  const span = high / 2 - low / 2 || 1;
  return (value) => left + ((value / 2 - low / 2) / span) * (right - left);
}
