import { type Explanation, METHOD_NAMES, type MethodResult } from '../../engine/protocol.ts';
import { targetScore, targetScoreName } from './target-name.ts';
import { unitOf } from './unit.ts';

/** What a method's values are shares of; null: of nothing, they merely add up to something. */
export function wholeOf(
  explanation: Explanation,
  { rest, base }: MethodResult,
): { readonly value: number; readonly said: (figure: string) => string } | null {
  const name = targetScoreName(explanation);
  if (rest !== undefined) return { value: targetScore(explanation), said: (figure) => `the ${name} ${figure}` };
  if (base === undefined) return null;
  return {
    value: targetScore(explanation) - base,
    said: (figure) => `${figure}, the ${name} less that of no ${unitOf(explanation)}s`,
  };
}

/** A word that is given so many times the largest score there is tells of quotients near zero, not of the word. */
const BEYOND = 10;

/** Where a method's shares of the score are beyond any score: what to think of them. */
export function explosionNote({ scores }: Explanation, { id, words, rest }: MethodResult): string | null {
  const largest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const times = largest(words) / largest(scores);
  if (rest === undefined || !(times >= BEYOND)) return null;
  const label = METHOD_NAMES.find((method) => method.id === id)?.label ?? id;
  const factor = times < 1e6 ? Math.round(times).toLocaleString('en') : times.toExponential(0);
  return `${label} explodes here: its strongest value is ${factor} times the largest score. Somewhere a sum is divided by that nearly cancels, so these values say little about the words.`;
}
