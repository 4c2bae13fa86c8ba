/** What the panel lists: the set's examples in order, those the filter lets through, and whether that must wait. */
import type { Example } from './example.ts';
import { type ExampleFilter, filterNeedsPredictions, matcher } from './filter.ts';
import { type ExampleSort, ordered, sortNeedsPredictions } from './order.ts';
import { isComplete, type SetPredictions } from './predictions.ts';

export interface Listing {
  /** All examples of the set, in order. */
  readonly all: readonly Example[];
  /** Those the filter lets through, in the same order. */
  readonly listed: readonly Example[];
  /** A filter or the order asks for predictions that are not all there: until they are, it is left out. */
  readonly waiting: boolean;
}

/**
 * Keeps its last answer, so that every component can ask; typing in the search field filters but does not sort again.
 * Predictions count only once all are there: nothing moves while they arrive. Where the set has no gold labels of the model's classes
 * (`hasGold`), what asks for them is left out, so that it survives a look at another set.
 */
export function createListing(): (
  examples: readonly Example[],
  predictions: SetPredictions | null,
  filter: ExampleFilter,
  sort: ExampleSort,
  hasGold?: boolean,
) => Listing {
  const order = remember(ordered);
  const filtered = remember((all: readonly Example[], filter: ExampleFilter, predictions: SetPredictions | null) =>
    all.filter(matcher(filter, predictions)),
  );
  const listing = remember(
    (all: readonly Example[], listed: readonly Example[], waiting: boolean): Listing => ({ all, listed, waiting }),
  );
  const without = remember((filter: ExampleFilter): ExampleFilter => ({ ...filter, gold: null, outcome: null }));
  const byNumber = remember((sort: ExampleSort): ExampleSort => ({ ...sort, key: 'number' }));
  return (examples, predictions, wantedFilter, wantedSort, hasGold = true) => {
    const filter = hasGold ? wantedFilter : without(wantedFilter);
    const sort = hasGold || wantedSort.key !== 'gold' ? wantedSort : byNumber(wantedSort);
    const complete = predictions && isComplete(predictions) ? predictions : null;
    const all = order(examples, sort, sortNeedsPredictions(sort, examples) ? complete : null);
    const needed = filterNeedsPredictions(filter, examples);
    const listed = filtered(all, filter, needed ? complete : null);
    return listing(all, listed, complete === null && (needed || sortNeedsPredictions(sort, examples)));
  };
}

/** The function, but with its last answer kept for as long as it is asked the same. */
function remember<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (!last || args.some((arg, index) => arg !== last?.args[index])) last = { args, result: compute(...args) };
    return last.result;
  };
}
