/** Puts together the answer to a FaithfulnessRequest from the functions of src/explain. */
import {
  type Curve,
  comprehensiveness,
  deletionCurve,
  deletionEffects,
  deletionOrder,
  type Outcome,
  randomOrders,
  sufficiency,
  topCount,
} from '../explain/faithfulness.ts';
import type { Bilstm } from '../model/bilstm.ts';
import { type DeletionCurve, ERASER_SHARES, type EraserScores, type Faithfulness, type MethodId } from './protocol.ts';

interface Subject {
  readonly model: Bilstm;
  /** [T]; -1: deleted from the start. */
  readonly ids: Int32Array;
  readonly outcome: Outcome;
}

type Tested = Curve & EraserScores;

/** @param values each method's values [T] @param random number of random orders, and their seed */
export function testFaithfulness(
  subject: Subject,
  values: readonly { readonly id: MethodId; readonly words: ArrayLike<number> }[],
  random: { readonly orders: number; readonly seed: number },
): Pick<Faithfulness, 'methods' | 'random' | 'effects' | 'topWords'> {
  const { model, ids, outcome } = subject;
  const baseline = randomOrders(ids.length, random.orders, random.seed).map((order) => testOrder(subject, order));
  return {
    methods: values.map(({ id, words }) => {
      const order = deletionOrder(words);
      return { id, order, ...testOrder(subject, order) };
    }),
    random: {
      mean: {
        ...over(baseline, mean),
        comprehensiveness: columns(baseline, ({ comprehensiveness: row }) => row, mean),
        sufficiency: columns(baseline, ({ sufficiency: row }) => row, mean),
      },
      low: over(baseline, (values) => quantile(values, 0.05)),
      high: over(baseline, (values) => quantile(values, 0.95)),
    },
    effects: deletionEffects(model, ids, outcome),
    topWords: ERASER_SHARES.map((share) => topCount(share, ids.length)),
  };
}

function testOrder({ model, ids, outcome }: Subject, order: readonly number[]): Tested {
  const curve = deletionCurve(model, ids, order, outcome);
  return {
    ...curve,
    comprehensiveness: comprehensiveness(curve, ERASER_SHARES),
    sufficiency: sufficiency(model, ids, order, outcome, ERASER_SHARES),
  };
}

type Summary = (values: readonly number[]) => number;

function over(curves: readonly Curve[], summary: Summary): DeletionCurve {
  return {
    scores: columns(curves, ({ scores }) => scores, summary),
    probabilities: columns(curves, ({ probabilities }) => probabilities, summary),
  };
}

function columns<T>(rows: readonly T[], pick: (row: T) => readonly number[], summary: Summary): number[] {
  const [first] = rows;
  return first ? pick(first).map((_, column) => summary(rows.map((row) => pick(row)[column] ?? Number.NaN))) : [];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Linear between the two nearest values (as numpy's default). */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place - Math.floor(place));
}
