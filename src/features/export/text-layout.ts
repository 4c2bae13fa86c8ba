import type { Measure, TextStyle } from './svg-pen.ts';

const ELLIPSIS = '…';

/** What a person sees as one character, so that no accent and no emoji is cut apart. */
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text, cut to `width` with an ellipsis where it is wider. */
export function shorten(text: string, width: number, style: TextStyle, measure: Measure): string {
  if (measure(text, style) <= width) return text;
  const parts = Array.from(characters.segment(text), ({ segment }) => segment);
  let [fits, tooLong] = [0, parts.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measure(parts.slice(0, middle).join('') + ELLIPSIS, style) <= width) fits = middle;
    else tooLong = middle;
  }
  return parts.slice(0, fits).join('') + ELLIPSIS;
}

/** Lines of at most `width` px, broken at spaces; words wider than a line go on in the next, and what goes beyond `most` lines is cut. */
export function wrap(text: string, width: number, style: TextStyle, measure: Measure, most = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  const words = text.split(/[ \t\n\r]+/).filter((part) => part !== '');
  for (const word of words.flatMap((part) => pieces(part, width, style, measure))) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && measure(longer, style) <= width) lines[lines.length - 1] = longer;
    else if (lines.length < most) lines.push(shorten(word, width, style, measure));
    else return [...lines.slice(0, -1), shorten(`${longer}${ELLIPSIS}`, width, style, measure)];
  }
  return lines;
}

/** A word that is wider than a line in pieces that are not: of one length where that will do, as of a checksum. */
function pieces(word: string, width: number, style: TextStyle, measure: Measure): string[] {
  const whole = measure(word, style);
  if (whole <= width) return [word];
  const parts = Array.from(characters.segment(word), ({ segment }) => segment);
  const count = Math.ceil(whole / width);
  const size = Math.ceil(parts.length / count);
  const even = Array.from({ length: count }, (_, k) => parts.slice(k * size, (k + 1) * size).join('')).filter(
    (part) => part !== '',
  );
  if (even.every((part) => measure(part, style) <= width)) return even;
  const lines: string[] = [''];
  for (const segment of parts) {
    const longer = `${lines.at(-1)}${segment}`;
    if (lines.at(-1) === '' || measure(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(segment);
  }
  return lines;
}

/** Which of the widths stand together on a line of `available` px, `gap` px apart: their positions, a line each; none is empty. */
export function flow(widths: readonly number[], available: number, gap: number): number[][] {
  const lines: number[][] = [];
  let used = 0;
  for (const [position, width] of widths.entries()) {
    const line = lines.at(-1);
    if (line && used + gap + width <= available) {
      line.push(position);
      used += gap + width;
    } else {
      lines.push([position]);
      used = width;
    }
  }
  return lines;
}
