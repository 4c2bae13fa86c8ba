import type { Band } from '../../engine/experiment-protocol.ts';
import type { Finished, Reading } from './experiment-parts.ts';
import { nothingLeft } from './failures-text.ts';
import { percent, sentenceCount, whatIsRight, wilson } from './figures-text.ts';

/** '10–19 words', '3 or more unknown', '1 unknown'. */
export function bandName({ from, to }: Band, unit: string): string {
  if (to === null) return `${from} or more ${unit}`;
  return from === to ? `${from} ${unit}` : `${from}–${to} ${unit}`;
}

export function accuracyReading({ result, dataset, output }: Finished<'accuracy'>): Reading {
  const { correct, count, calibration, byLength } = result;
  if (count === 0) {
    return nothingLeft(result.failures, {
      shows: 'No sentence of this data set has a known true class, so there is nothing to count.',
      surprising: 'Nothing can be said without true classes.',
    });
  }
  const chance = mostFrequentShare(result.confusion, count);
  const binary =
    result.binary && result.binary.count > 0
      ? `; leaving neutral aside, it tells positive from negative in ${percent(result.binary.correct / result.binary.count)}`
      : '';
  const shows =
    `The model is correct on ${percent(correct / count)} of ${sentenceCount(count)}${binary}. Always answering the most frequent of the ` +
    `${dataset.classes.length} classes would be correct on ${percent(chance)}. Its confidence is off by ${percent(calibration.error)} on average ` +
    `(${overconfident(calibration.bins) ? 'overall it is overconfident' : 'overall it is underconfident'}).` +
    whatIsRight(output);
  return { shows, surprising: `Long sentences should be harder. ${longAndShort(byLength)}` };
}

function mostFrequentShare(confusion: readonly (readonly number[])[], count: number): number {
  return Math.max(...confusion.map((row) => row.reduce((sum, cell) => sum + cell, 0))) / count;
}

function overconfident(bins: Finished<'accuracy'>['result']['calibration']['bins']): boolean {
  const gap = bins.reduce((sum, { count, confidence, accuracy }) => (count > 0 ? sum + count * (confidence - accuracy) : sum), 0);
  return gap > 0;
}

/** Whether the first and last band that hold sentences differ beyond their 95 % intervals. */
function longAndShort(bands: readonly Band[]): string {
  const filled = bands.filter(({ count }) => count > 0);
  const [short, long] = [filled[0], filled.at(-1)];
  if (!short || !long || short === long) return 'All sentences here are about equally long.';
  const [shortLow, shortHigh] = wilson(short.correct, short.count);
  const [longLow, longHigh] = wilson(long.correct, long.count);
  const shares = `${percent(long.correct / long.count)} with ${bandName(long, 'words')}, ${percent(short.correct / short.count)} with ${bandName(short, 'words')}`;
  if (longLow > shortHigh) return `Here they are easier: ${shares}.`;
  if (longHigh < shortLow) return `Here they are: ${shares}.`;
  return `Here the difference is within chance: ${shares}.`;
}
