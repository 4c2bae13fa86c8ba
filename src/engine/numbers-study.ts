/** Experiments on sequences of numbers (numbers-protocol.ts). */
import { intervalShares } from '../experiments/position.ts';
import { spearman } from '../experiments/rank-correlation.ts';
import { randomOrders } from '../explain/faithfulness.ts';
import type { MethodRun } from '../explain/method.ts';
import { runInSteps } from '../explain/methods.ts';
import { targetWeights } from '../explain/run-method.ts';
import { weighted } from '../explain/target.ts';
import { argmax } from '../model/softmax.ts';
import { type Breather, breathing } from './breather.ts';
import { chosenClasses } from './chosen-classes.ts';
import { beside } from './method-outcomes.ts';
import type { ModelInUse } from './model-in-use.ts';
import { sequenceOf } from './numbers.ts';
import {
  DELETED_SHARES,
  type MethodStudy,
  MOST_FEATURES,
  type NumbersStudy,
  type NumbersStudyRequest,
  POSITION_INTERVALS,
} from './numbers-protocol.ts';
import type { MethodId } from './protocol.ts';
import { type Sentence, scoresOf } from './read-input.ts';
import { checkOptions } from './requests.ts';

/** Random orders a sequence. */
const RANDOM_ORDERS = 3;
/** What a tenth is among DELETED_SHARES. */
const TENTH = DELETED_SHARES.indexOf(0.1);

/** As `NumbersEngine.studyNumbers`. */
export async function studyNumbers(
  signal: AbortSignal,
  model: ModelInUse,
  request: NumbersStudyRequest,
  onProgress?: (done: number) => void,
): Promise<NumbersStudy> {
  return breathing(signal, (breather) => study(signal, model, request, breather, onProgress));
}

async function study(
  signal: AbortSignal,
  model: ModelInUse,
  request: NumbersStudyRequest,
  breather: Breather,
  onProgress?: (done: number) => void,
): Promise<NumbersStudy> {
  const { methods, lengths, seed, values } = request;
  const F = model.config.embeddingSize;
  const options = checkOptions(request, model.info.classes);
  const tallies = new Map(methods.map((id) => [id, new Tally(lengths.length, F)]));
  const random = new Tally(lengths.length, F);
  const agreement = pairsOf(methods).map((pair) => ({ ...pair, sum: 0, count: 0 }));
  let from = 0;
  for (const [n, length] of lengths.entries()) {
    const sequence = sequenceOf(model, values.subarray(from * F, (from + length) * F), `sequence ${n + 1}`);
    from += length;
    const scores = scoresOf(model, sequence);
    const { target, contrast } = chosenClasses(request, argmax(scores), model.constantClass);
    const weights = targetWeights(scores.length, target, contrast);
    const runs = new Map<MethodId, MethodRun>();
    for (const [k, id] of methods.entries()) {
      scoresOf(model, sequence); // another request may have come meanwhile
      const run = beside(
        signal,
        model,
        sequence,
        (pause) => runInSteps(model.network, scores, weights, id, options, pause),
        (share) => onProgress?.((n + (k + share) / methods.length) / lengths.length),
      );
      const outcome = await run;
      if (outcome.run) runs.set(id, outcome.run);
    }
    const deletion = deletionOf(model, sequence, weights);
    for (const [id, run] of runs) {
      const perFeature = run.inputs ? sumsByFeature(run.inputs) : null;
      tallies.get(id)?.add(n, deletion.bySteps(byValue(run.words)), perFeature && deletion.byFeatures(byValue(perFeature)), run);
      await breather.pause();
    }
    const stepOrders = randomOrders(length, RANDOM_ORDERS, seed + n);
    const featureOrders = randomOrders(F, RANDOM_ORDERS, seed + n);
    for (const [k, order] of stepOrders.entries())
      random.add(n, deletion.bySteps(order), deletion.byFeatures(featureOrders[k] ?? []), null);
    for (const pair of agreement) {
      const [a, b] = [runs.get(pair.first), runs.get(pair.second)];
      const rho = a && b ? spearman(a.words, b.words) : Number.NaN;
      if (Number.isNaN(rho)) continue;
      pair.sum += rho;
      pair.count++;
    }
    onProgress?.((n + 1) / lengths.length);
    await breather.pause();
  }
  return {
    sequences: lengths.length,
    methods: [...tallies].map(([id, tally]) => tally.study(id)),
    random: random.changes(),
    agreement: agreement.map(({ first, second, sum, count }) => ({ first, second, steps: sum / count })),
  };
}

/** What the score changes by as more and more is deleted, in an order. */
function deletionOf(model: ModelInUse, sequence: Sentence, weights: Float64Array) {
  const rows = sequence.rows ?? [];
  const F = rows[0]?.length ?? 0;
  const whole = weighted(weights, scoresOf(model, sequence));
  const changeOf = (isDeleted: (t: number, k: number) => boolean) => {
    const changed = rows.map((row, t) => Float64Array.from(row, (value, k) => (isDeleted(t, k) ? 0 : value)));
    return weighted(weights, scoresOf(model, { ids: sequence.ids, rows: changed })) - whole;
  };
  return {
    bySteps: (order: readonly number[]) =>
      DELETED_SHARES.map((share) => {
        const deleted = new Set(order.slice(0, share === 0 ? 0 : Math.max(1, Math.round(share * order.length))));
        return deleted.size === 0 ? 0 : changeOf((t) => deleted.has(t));
      }),
    byFeatures: (order: readonly number[]) =>
      Array.from({ length: Math.min(F, MOST_FEATURES) + 1 }, (_, count) => {
        const deleted = new Set(order.slice(0, count));
        return count === 0 ? 0 : changeOf((_t, k) => deleted.has(k));
      }),
  };
}

/** Places, the largest value first. */
function byValue(values: Float64Array): number[] {
  return [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
}

function sumsByFeature(rows: readonly Float64Array[], size: (value: number) => number = (value) => value): Float64Array {
  const sums = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (const [k, value] of row.entries()) sums[k] = (sums[k] ?? 0) + size(value);
  return sums;
}

/** Sums over sequences. */
class Tally {
  #count = 0;
  readonly #steps = new Float64Array(DELETED_SHARES.length);
  readonly #features: Float64Array;
  #hasFeatures = false;
  readonly #positions = new Float64Array(POSITION_INTERVALS);
  readonly #shares: Float64Array;
  #shared = 0;
  readonly #drops: number[];

  constructor(sequences: number, F: number) {
    this.#features = new Float64Array(Math.min(F, MOST_FEATURES) + 1);
    this.#shares = new Float64Array(F);
    this.#drops = Array(sequences).fill(Number.NaN);
  }

  add(n: number, steps: readonly number[], features: readonly number[] | null, run: MethodRun | null): void {
    this.#count++;
    addTo(this.#steps, steps, 1);
    if (features) addTo(this.#features, features, 1);
    this.#hasFeatures ||= features !== null;
    this.#drops[n] = steps[TENTH] ?? Number.NaN;
    if (!run) return;
    const positions = intervalShares(run.words, POSITION_INTERVALS);
    if (positions.some(Number.isNaN)) return;
    this.#shared++;
    addTo(this.#positions, positions, 1);
    if (!run.inputs) return;
    const sizes = sumsByFeature(run.inputs, Math.abs);
    const all = sizes.reduce((sum, value) => sum + value, 0);
    addTo(this.#shares, sizes, all > 0 ? 1 / all : 0);
  }

  changes(): Pick<MethodStudy, 'steps' | 'features'> {
    const mean = (sums: Float64Array) => Array.from(sums, (sum) => sum / this.#count);
    return { steps: mean(this.#steps), features: this.#hasFeatures ? mean(this.#features) : null };
  }

  study(id: MethodId): MethodStudy {
    const share = (sums: Float64Array) => Array.from(sums, (sum) => sum / this.#shared);
    return {
      id,
      count: this.#count,
      ...this.changes(),
      byPosition: share(this.#positions),
      byFeature: this.#hasFeatures ? share(this.#shares) : null,
      drops: this.#drops,
    };
  }
}

function addTo(sums: Float64Array, values: ArrayLike<number>, weight: number): void {
  for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] ?? 0) + weight * (values[k] ?? 0);
}

function pairsOf(methods: readonly MethodId[]): { readonly first: MethodId; readonly second: MethodId }[] {
  return methods.flatMap((first, k) => methods.slice(k + 1).map((second) => ({ first, second })));
}
