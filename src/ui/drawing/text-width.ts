/** Width of a text in px. */
export type MeasureText = (text: string, size: number) => number;

/** Rough width of a character, a pixel of font size: wide enough for the fonts of other programs. */
export const CHARACTER = 0.56;

/** Names of the same metrics on Windows, macOS and Linux, so that what was measured here fits there. */
export const DRAWING_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif";

let context: CanvasRenderingContext2D | null | undefined;

/** As the browser writes it; where it gives no canvas, a fair guess. */
export const textWidth: MeasureText = (text, size) => {
  context ??= typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d');
  if (!context) return text.length * size * CHARACTER;
  context.font = `500 ${size}px ${DRAWING_FONT}`;
  return context.measureText(text).width;
};

/** Cut where it would be wider than `most`, with an ellipsis. */
export function fitted(text: string, size: number, most: number, measure: MeasureText): string {
  if (measure(text, size) <= most) return text;
  const letters = Array.from(text);
  let count = letters.length;
  while (count > 1 && measure(`${letters.slice(0, count).join('')}…`, size) > most) count--;
  return `${letters.slice(0, count).join('')}…`;
}
