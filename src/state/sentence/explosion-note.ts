import { type Explanation, METHOD_NAMES, type MethodResult } from '../../engine/protocol.ts';

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
