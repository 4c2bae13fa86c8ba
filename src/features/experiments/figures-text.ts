/** How the experiments' figures are written in sentences and beside bars. */
import { METHOD_IDS, METHOD_NAMES, type MethodId, type ModelInfo } from '../../engine/protocol.ts';
import { formatCount, formatFixed } from '../../ui/text/format-number.ts';

/** A share with one digit: '48.9\u00a0%'; without the sign where there is none. */
export function percent(share: number): string {
  const text = formatFixed(100 * share, 1);
  return Number.isFinite(100 * share) ? `${text}\u00a0%` : text;
}

/** '1 sentence', '2,210 sentences'. */
export function sentenceCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'sentence' : 'sentences'}`;
}

/** The same of sequences of numbers. */
export function sequenceCount(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'sequence' : 'sequences'}`;
}

export function methodLabel(id: MethodId): string {
  return METHOD_NAMES.find((method) => method.id === id)?.label ?? id;
}

/** How a method's line is drawn, the same in every figure. */
export function methodLook(id: MethodId): number {
  return METHOD_IDS.indexOf(id);
}

/** 'a', 'a and b', 'a, b and c'. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** So many are named one by one; of more, those that are best and the one that is worst. */
const ALL_NAMED = 5;
const BEST_NAMED = 3;

/** @param names the best first */
export function bestAndWorst(names: readonly string[], best = 'at best', worst = 'at worst'): string {
  if (names.length <= ALL_NAMED) return listed(names);
  return `${listed(names.slice(0, BEST_NAMED))} ${best}, and ${names.at(-1)} ${worst}`;
}

/** The first few and how many more there are. */
export function listedShortly(names: readonly string[]): string {
  if (names.length <= ALL_NAMED) return listed(names);
  return `${names.slice(0, BEST_NAMED).join(', ')} and ${formatCount(names.length - BEST_NAMED)} more`;
}

/**
 * 95 % interval of a share of `count` trials, of which `correct` succeeded (Wilson 1927, without continuity correction); [NaN, NaN]
 * without any.
 */
export function wilson(correct: number, count: number): readonly [number, number] {
  if (count === 0) return [Number.NaN, Number.NaN];
  const z = 1.959963984540054;
  const share = correct / count;
  const middle = share + (z * z) / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const whole = 1 + (z * z) / count;
  return [(middle - half) / whole, (middle + half) / whole];
}

/** Of several sigmoids any number may hold, while a sentence has one true class. */
export function whatIsRight(output: ModelInfo['output']): string {
  if (output !== 'sigmoid') return '';
  return ' This model gives each class a probability of its own, and several may hold: a sentence counts as right where its most probable class is the true one.';
}

/** What a sentence’s own class is. */
export function predictedOf(output: ModelInfo['output']): string {
  if (output === 'softmax') return 'each sentence’s prediction';
  return output === 'sigmoid' ? 'each sentence’s most probable class' : 'each sentence’s highest value';
}
