import type { InsideAnswer } from '../../../state/inside/index.ts';
import { targetName, targetScoreName, unitOf } from '../../../state/sentence/index.ts';
import { digitsFor, formatFixed } from '../../../ui/text/format-number.ts';
import { type Layout, LONGEST_WORD, layoutOf } from '../net/layout.ts';
import { type Net, netOf } from '../net/net.ts';
import { columnNames } from './box-names.ts';
import { type LaneName, laneNames } from './lane-names.ts';

/** Width of a text in px. */
export type Measure = (text: string, size: number) => number;

/** What of a drawing stays as relevance flows. */
export interface Picture {
  readonly net: Net;
  readonly layout: Layout;
  /** As net.boxes: the word that stands in it, short enough; '': none. */
  readonly words: readonly string[];
  /** What is explained: 'score of positive'. */
  readonly scoreName: string;
  readonly digits: number;
  readonly lanes: readonly LaneName[];
  /** Names of the rows that the first layer reads. */
  readonly columns: readonly string[];
  readonly score: number;
}

/** @param available the width there is, in px */
export function pictureOf({ inside, subject, layers }: InsideAnswer, available: number, measure: Measure): Picture {
  const { explanation } = subject;
  const net = netOf(inside);
  const columns = columnNames(net, inside);
  const shown = columns.map((name) => shortened(name, measure));
  const digits = digitsFor(Math.max(...net.boxes.map(({ amount }) => Math.abs(amount))));
  const scoreName = `${targetScoreName(explanation)} of ${targetName(explanation)}`;
  const layout = layoutOf(net, {
    wordWidths: shown.map((name) => measure(name, WORD_SIZE)),
    scoreWidth: measure(`${scoreName} ${formatFixed(inside.score, digits)}`, SCORE_SIZE),
    available,
  });
  return {
    net,
    layout,
    words: net.boxes.map(({ lane, over }) => (net.lanes[lane]?.kind === 'input' ? (shown[over[0]] ?? '') : '')),
    scoreName,
    digits,
    lanes: laneNames(net, layers, unitOf(explanation)),
    columns,
    score: inside.score,
  };
}

const WORD_SIZE = 14;
const SCORE_SIZE = 16;

/** Cut where it would be wider than a column; the whole word is told where it is looked at. */
function shortened(word: string, measure: Measure): string {
  if (measure(word, WORD_SIZE) <= LONGEST_WORD) return word;
  const letters = Array.from(word);
  let count = letters.length;
  while (count > 1 && measure(`${letters.slice(0, count).join('')}…`, WORD_SIZE) > LONGEST_WORD) count--;
  return `${letters.slice(0, count).join('')}…`;
}

let context: CanvasRenderingContext2D | null | undefined;

/** As the browser writes it; where it gives no canvas, a fair guess. */
export const measured: Measure = (text, size) => {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return text.length * size * 0.56;
  context.font = `500 ${size}px Helvetica, Arial, 'Liberation Sans', sans-serif`;
  return context.measureText(text).width;
};
