import type { PositionPart } from '../../engine/experiment-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { methodLabel, percent } from './figures-text.ts';

export const PART_NAMES: Readonly<Record<PositionPart, string>> = {
  whole: 'Whole model',
  left: 'Left encoder',
  right: 'Right encoder',
};

export function positionReading({ result, settings }: Finished<'position'>): Reading {
  const [first] = result.curves;
  if (!first || result.sentences.length === 0) {
    return {
      shows: `No sentence has ${settings.minLength} words or more and a class to explain.`,
      surprising: 'Take shorter sentences in, or another data set.',
    };
  }
  const method = first.method;
  const whole = lastHalf(result, method, 'whole');
  const left = lastHalf(result, method, 'left');
  const right = lastHalf(result, method, 'right');
  const encoders = Number.isNaN(right)
    ? ''
    : ` The left encoder, which reads towards the end, has ${percent(left)} there, the right encoder ${percent(right)}.`;
  const shows =
    `Over ${formatCount(result.sentences.length)} sentences, ${percent(whole)} of the absolute ${methodLabel(method)} relevance lies in ` +
    `the second half of the sentence.${encoders}`;
  return { shows, surprising: surprise(left, right) };
}

function surprise(left: number, right: number): string {
  const expected =
    'An encoder remembers best what it read last, so the left one ought to lean to the end and the right one to the beginning';
  if (Number.isNaN(right)) return `${expected}; this model reads in one direction only.`;
  return left > 0.5 && right < 0.5 ? `${expected}; so they do here.` : `${expected}; here at least one of them does not.`;
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
