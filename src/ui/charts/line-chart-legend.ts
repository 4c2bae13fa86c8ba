/** Where the names of many lines stand: beneath the chart, each beside a piece of its line. */

/** Lines that are named beside themselves at the most: of more, the names would lie on other lines. */
export const MOST_NAMED = 5;

/** Of a piece of a line, and of the gap between it and the name. */
export const MARK_WIDTH = 28;
const MARK_GAP = 6;
const BETWEEN = 14;
const ROW = 18;

interface Legend {
  /** Left edge of each piece of a line, and the middle of its row, from the legend's top. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly textX: number;
  readonly height: number;
}

/** Rows from left to right, as many in a row as the longest name leaves room for. @param widths of the names, in pixels */
export function legendOf(widths: readonly number[], left: number, right: number): Legend {
  const column = MARK_WIDTH + MARK_GAP + Math.max(0, ...widths) + BETWEEN;
  const columns = Math.max(1, Math.floor((right - left + BETWEEN) / column));
  const places = widths.map((_, k) => ({ x: left + (k % columns) * column, y: (Math.floor(k / columns) + 0.5) * ROW }));
  return { places, textX: MARK_WIDTH + MARK_GAP, height: Math.ceil(widths.length / columns) * ROW };
}
