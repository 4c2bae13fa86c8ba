/** What methods cost, for cutting jobs, for progress and for the estimate of a run; in words read by both encoders. */
import { METHODS, type MethodId } from '../explain/method-info.ts';
import { USUAL } from '../explain/method-options.ts';
import type { MethodSettings } from './defaults.ts';

/** What running a sentence again costs after a word was deleted, in sentences: about half of it is read again. */
export const AGAIN = 0.5;

/** A forward pass, and all methods that are computed at once: in forward passes. */
const EXPLAIN = 2.2;

/** Words up to which Shapley values try every set. */
const EXACT_SHAPLEY = 10;

/** Beside the forward pass, in forward passes of T words. Rough: a run is estimated by what sentences take, not by this alone. */
const COSTS: Readonly<Partial<Record<MethodId, (length: number, options: NonNullable<MethodSettings['options']>) => number>>> = {
  lrp_half: () => 1.5,
  lrp_abs: () => 1.5,
  lrp_prop: () => 1.5,
  occlusion: (length) => AGAIN * length,
  occlusion_p: (length) => AGAIN * length,
  ig: (_, { nodes = USUAL.nodes }) => 1.5 * nodes,
  shapley: (length, { permutations = USUAL.permutations }) =>
    AGAIN * (length <= EXACT_SHAPLEY ? 2 ** length : permutations * length),
  cd: (length) => 0.75 * length,
};

/** Of a sentence of T words: its forward pass and the methods. */
export function explainCost({ methods, options = {} }: MethodSettings): (length: number) => number {
  const slow = methods.filter((id) => !METHODS.some((method) => method.id === id));
  return (length) => length * slow.reduce((sum, id) => sum + (COSTS[id]?.(length, options) ?? 0), EXPLAIN);
}
