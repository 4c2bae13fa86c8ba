import type { InsideAnswer } from '../../../state/inside/index.ts';
import { targetName, targetScoreName, unitOf } from '../../../state/sentence/index.ts';
import { fitted, type MeasureText } from '../../../ui/drawing/text-width.ts';
import { digitsFor, formatFixed } from '../../../ui/text/format-number.ts';
import { type Layout, type LayoutOptions, LONGEST_WORD, layoutOf } from '../net/layout.ts';
import { type Net, netOf } from '../net/net.ts';
import { columnNames } from './box-names.ts';
import { type LaneName, laneNames } from './lane-names.ts';

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

/** @param available the width there is for a drawing that takes so much at least, in px */
export function pictureOf(
  { inside, subject, layers }: InsideAnswer,
  available: LayoutOptions['available'],
  measure: MeasureText,
): Picture {
  const { explanation } = subject;
  const net = netOf(inside);
  const columns = columnNames(net, inside);
  const shown = columns.map((name) => fitted(name, WORD_SIZE, LONGEST_WORD, measure));
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
