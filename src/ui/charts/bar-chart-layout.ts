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

/** Each text broken at its spaces into lines that find room side by side; null: a word of one of them does not. */
export function headLines(texts: readonly string[], pixels: number): string[][] | null {
  const most = Math.floor(pixels / CHARACTER);
  const heads = texts.map((text) => linesOf(text, most));
  return heads.every((lines) => lines.every((line) => line.length <= most)) ? heads : null;
}

/** The text in one line, or in two where they are enough, else its beginning. */
export function twoLines(text: string, pixels: number): string[] {
  const most = Math.floor(pixels / CHARACTER);
  const lines = text.length <= most ? [text] : linesOf(text, most);
  return lines.length <= 2 && lines.every((line) => line.length <= most) ? lines : [shortened(text, pixels)];
}

function linesOf(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
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
