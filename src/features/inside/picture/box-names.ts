import type { Inside } from '../../../engine/inside-protocol.ts';
import type { Box, Net } from '../net/net.ts';
import type { LaneName } from './lane-names.ts';

/** What the padding's rows are called. */
export const PADDING = 'padding';

/** Names of the rows that the first layer reads, by column: words, the names of rows of numbers, padding. */
export function columnNames(net: Net, { tokens }: Pick<Inside, 'tokens'>): string[] {
  const names = Array.from({ length: net.columns }, () => PADDING);
  for (const { word, over } of net.boxes) if (word !== null) names[over[0]] = tokens[word] ?? '';
  return names;
}

/** The words above which a box stands: “but”, “but … fresh”, all words. */
export function placeName({ over: [from, to] }: Box, columns: readonly string[]): string {
  if (to - from === columns.length && columns.length > 1) return 'all words';
  const quoted = (name: string | undefined) => (name === PADDING ? PADDING : `“${name ?? ''}”`);
  return to - from <= 1 ? quoted(columns[from]) : `${quoted(columns[from])} … ${quoted(columns[to - 1])}`;
}

/** What a box is, in a sentence: the score, the word “but”, LSTM reads left to right, at “but”. */
export function boxName(box: Box, net: Net, lanes: readonly LaneName[], columns: readonly string[]): string {
  const kind = net.lanes[box.lane]?.kind;
  if (kind === 'score') return 'the score';
  if (kind === 'input') return box.isPad ? PADDING : `the word ${placeName(box, columns)}`;
  const { name = '', detail = '' } = lanes[box.lane] ?? {};
  const lane = detail ? `${name} (${detail})` : name;
  const isWhole = box.over[1] - box.over[0] === columns.length;
  return isWhole ? lane : `${lane} at ${placeName(box, columns)}`;
}
