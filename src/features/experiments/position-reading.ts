import type { PositionPart } from '../../engine/experiment-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { failedCount, nothingLeft } from './failures-text.ts';
import { methodLabel, percent, sentenceCount } from './figures-text.ts';

export const PART_NAMES: Readonly<Record<PositionPart, string>> = {
  whole: 'Whole model',
  left: 'Left encoder',
  right: 'Right encoder',
};

export function positionReading({ result, settings, bidirectional }: Finished<'position'>): Reading {
  const { failures, curves } = result;
  // The first method that has anything to place; where none has, the first with values at all.
  const countOf = ({ intervals }: (typeof curves)[number]) => intervals[0]?.count ?? 0;
  const whole = curves.filter(({ part }) => part === 'whole');
  const first =
    whole.find((curve) => countOf(curve) > 0) ??
    whole.find((curve) => failedCount(failures, curve.method) < result.sentences.length) ??
    whole[0];
  if (!first || result.sentences.length === 0) {
    return nothingLeft(failures, {
      shows: `No sentence has ${settings.minLength} words or more and a class to explain.`,
      surprising: 'Include shorter sentences, or choose another data set.',
    });
  }
  const { method } = first;
  const label = methodLabel(method);
  const counted = countOf(first);
  const zero = result.sentences.length - counted - failedCount(failures, method);
  if (counted === 0) {
    if (zero === 0) return nothingLeft(failures, ZERO);
    return {
      ...ZERO,
      shows: `In ${zero === 1 ? 'the one sentence' : `all ${sentenceCount(zero)}`} every word’s ${label} relevance is 0: there is nothing to place.`,
    };
  }
  const all = lastHalf(result, method, 'whole');
  const left = lastHalf(result, method, 'left');
  const right = lastHalf(result, method, 'right');
  const shows =
    `Across ${sentenceCount(counted)}, ${percent(all)} of the absolute ${label} relevance lies in the second half of the sentence.` +
    `${bidirectional ? encoders(left, right) : ''}${leftOut(zero)}`;
  return { shows, surprising: bidirectional ? surprise(left, right) : `${EXPECTED}; this model reads in one direction only.` };
}

const ZERO: Reading = {
  shows: 'There is no relevance to place.',
  surprising:
    'Relevance that is 0 everywhere is surprising in itself, unless all words are unknown to the model: its score then depends on no word.',
};

/** Sentences that are in no mean. */
function leftOut(count: number): string {
  if (count === 0) return '';
  return ` Skipped: ${sentenceCount(count)} in which every word’s relevance is 0, as it is where all words are unknown.`;
}

function encoders(left: number, right: number): string {
  const [hasLeft, hasRight] = [Number.isFinite(left), Number.isFinite(right)];
  if (!hasLeft && !hasRight) return '';
  if (hasLeft && hasRight) {
    return ` The left encoder, which reads towards the end, has ${percent(left)} there, the right encoder ${percent(right)}.`;
  }
  const [one, other, share] = hasLeft ? ['left', 'right', left] : ['right', 'left', right];
  return ` All of it comes through the ${one} encoder, which has ${percent(share)} there; through the ${other} encoder no word gets any.`;
}

const EXPECTED =
  'An encoder remembers best what it read last, so the left one ought to lean to the end and the right one to the beginning';

function surprise(left: number, right: number): string {
  if (!Number.isFinite(left) || !Number.isFinite(right)) return `${EXPECTED}; here one of them gives no word any relevance.`;
  return left > 0.5 && right < 0.5 ? `${EXPECTED}; so they do here.` : `${EXPECTED}; here at least one of them does not.`;
}

/** Share of the intervals in the second half; the middle one of an odd number counts half. */
function lastHalf({ curves }: Finished<'position'>['result'], method: MethodId, part: PositionPart): number {
  const intervals = curves.find((curve) => curve.method === method && curve.part === part)?.intervals ?? [];
  const half = intervals.length / 2;
  const weighted = intervals.map(({ mean }, i) => mean * Math.max(0, Math.min(1, i + 1 - half)));
  return intervals.length > 0 ? weighted.reduce((sum, share) => sum + share, 0) : Number.NaN;
}

export function positionTables({ result }: Finished<'position'>): ResultTable[] {
  return [
    {
      name: 'shares-by-interval',
      columns: ['method', 'part', 'interval', 'mean_share', 'standard_deviation', 'sentences'],
      rows: result.curves.flatMap(({ method, part, intervals }) =>
        intervals.map(({ mean, deviation, count }, i) => [method, part, i + 1, mean, deviation, count]),
      ),
    },
  ];
}
