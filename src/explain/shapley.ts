import { isRecurrent, LAYER_GATES } from '../model/layers.ts';
import type { Network } from '../model/network.ts';
import { mulberry32, shuffled } from '../model/random.ts';
import type { ExplainedSentence, MethodSteps, Steps } from './method.ts';
import type { MethodOptions } from './method-options.ts';
import { baselineScore, weighted } from './target.ts';

/** Words up to which every set of them is tried: 2^10 forward passes. */
const MOST_EXACT = 10;

/** Weights that a scan of two orders may read in one go: some 20 ms. */
const MOST_WEIGHTS = 1e8;

/**
 * Shapley values of the words, a word out of the game being deleted (Shapley 1953; Strumbelj and Kononenko 2010): exact up to 10 words; beyond, the
 * mean over antithetic permutations (a random order and its reverse), with the standard error of that mean. Values add up to s(x) - s(zero rows).
 */
export function* shapley(sentence: ExplainedSentence, options: MethodOptions): MethodSteps {
  const { model, ids } = sentence;
  const [from, to] = model.read();
  const players = [...ids.keys()].filter((t) => t >= from && t < to && ids[t] !== -1);
  const base = baselineScore(sentence);
  return players.length <= MOST_EXACT
    ? { parameters: {}, base, ...(yield* overAllSets(sentence, players)) }
    : { parameters: parametersOf(options), base, ...(yield* overPermutations(sentence, players, options)) };
}

function parametersOf({ permutations, seed }: MethodOptions): { permutations: number; seed: number } {
  return { permutations: 2 * Math.ceil(permutations / 2), seed };
}

/** phi_t = sum over sets S without t of |S|! (n - |S| - 1)! / n! (s(S and t) - s(S)). */
function* overAllSets(
  { model, ids, targetWeights }: ExplainedSentence,
  players: readonly number[],
): Steps<{ words: Float64Array }> {
  const n = players.length;
  const sets = 2 ** n;
  const scores = new Float64Array(sets);
  for (let set = 0; set < sets; set++) {
    yield set / sets;
    const words = ids.slice();
    for (const [k, t] of players.entries()) if ((set & (1 << k)) === 0) words[t] = -1;
    scores[set] = weighted(targetWeights, model.forward(words));
  }
  model.forward(ids);
  const shares = shareOfSets(n);
  const words = new Float64Array(ids.length);
  for (const [k, t] of players.entries()) {
    let value = 0;
    for (let set = 0; set < sets; set++) {
      if ((set & (1 << k)) === 0) value += (shares[sizeOf(set)] ?? 0) * ((scores[set | (1 << k)] ?? 0) - (scores[set] ?? 0));
    }
    words[t] = value;
  }
  return { words };
}

/** [n] of a set by its size: 1 / (n * (n - 1 over size)). */
function shareOfSets(n: number): number[] {
  const shares: number[] = [];
  for (let size = 0, ways = 1; size < n; size++) {
    shares.push(1 / (n * ways));
    ways = (ways * (n - 1 - size)) / (size + 1);
  }
  return shares;
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest > 0; rest >>= 1) size += rest & 1;
  return size;
}

/** What deleting each word takes away in its turn, over pairs of orders: the mean of a pair is one observation. */
function* overPermutations(
  sentence: ExplainedSentence,
  players: readonly number[],
  options: MethodOptions,
): Steps<{ words: Float64Array; standardErrors: Float64Array }> {
  const { ids, scores, targetWeights } = sentence;
  const { permutations, seed } = parametersOf(options);
  const pairs = permutations / 2;
  const random = mulberry32(seed);
  const n = players.length;
  const whole = weighted(targetWeights, scores);
  const [mean, spread] = [new Float64Array(ids.length), new Float64Array(ids.length)];
  for (let pair = 0; pair < pairs; pair++) {
    yield pair / pairs;
    const order = shuffled(n, random).map((k) => players[k] ?? 0);
    const orders = [order, order.toReversed()];
    const left = yield* scoresLeft(sentence, orders, (pair + 0.5) / pairs);
    const lost = new Float64Array(ids.length);
    for (const [k, one] of orders.entries()) {
      let before = whole;
      for (const [step, t] of one.entries()) {
        const after = left[k * n + step] ?? Number.NaN;
        lost[t] = (lost[t] ?? 0) + (before - after) / 2;
        before = after;
      }
    }
    // Welford's update: the mean, and the sum of squares about it.
    for (const t of players) {
      const [old, value] = [mean[t] ?? 0, lost[t] ?? Number.NaN];
      mean[t] = old + (value - old) / (pair + 1);
      spread[t] = (spread[t] ?? 0) + (value - old) * (value - (mean[t] ?? 0));
    }
  }
  return { words: mean, standardErrors: spread.map((sum) => Math.sqrt(sum / (pairs - 1) / pairs)) };
}

/** [2 n] the target's score after each deletion of both orders. @param done the share that is done by then */
function* scoresLeft(
  { model, ids, scores, targetWeights }: ExplainedSentence,
  orders: readonly (readonly number[])[],
  done: number,
): Steps<Float64Array> {
  const n = orders[0]?.length ?? 0;
  const C = scores.length;
  const left = new Float64Array(orders.length * n);
  if (scanWeights(model, ids.length, n) <= MOST_WEIGHTS) {
    const found = model.deletionScan(orders, n);
    return left.map((_, at) => weighted(targetWeights, found.subarray(at * C, (at + 1) * C)));
  }
  for (const [k, order] of orders.entries()) {
    const words = ids.slice();
    for (const [step, t] of order.entries()) {
      yield done;
      words[t] = -1;
      left[k * n + step] = weighted(targetWeights, model.forward(words));
    }
  }
  return left;
}

/** Weights that a scan of two orders of n words reads: about half of the T steps of each direction, twice, a deletion. */
function scanWeights({ layerShapes: [first, next] }: Network, T: number, n: number): number {
  if (!isRecurrent(first) || next?.type !== 'readout' || next.kind !== 'final') return Number.POSITIVE_INFINITY; // it would run one by one
  const { hiddenSize: d, bidirectional, type } = first;
  return n * T * (bidirectional ? 2 : 1) * LAYER_GATES[type].length * d * d;
}
