/** Which examples are listed. Pure: the same examples, predictions and filter give the same list. */
import type { Example, SetId } from './example.ts';
import { foldForSearch } from './example.ts';
import type { PhenomenonId } from './phenomena.ts';
import type { SetPredictions } from './predictions.ts';

export interface ExampleFilter {
  /** Words, all of which must occur, and `#number`s, one of which must be the example's. */
  readonly search: string;
  readonly gold: number | null;
  readonly predicted: number | null;
  /** Whether the prediction is the gold label. */
  readonly outcome: 'right' | 'wrong' | null;
  /** Bounds on the number of tokens, inclusive. */
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** Only sentences with at least one word the model does not know. */
  readonly unknownWords: boolean;
  /** Ignored by sets without phenomena, so that it survives a look at another set. */
  readonly phenomenon: PhenomenonId | null;
  /** The sentences that a figure of an experiment stands for. */
  readonly only: OnlyThese | null;
}

interface OnlyThese {
  /** Ignored by other sets. */
  readonly set: SetId;
  /** What they are, in a few words. */
  readonly label: string;
  /** The examples' numbers. */
  readonly numbers: ReadonlySet<number>;
  /** Lit in them. */
  readonly word: string | null;
}

export const NO_FILTER: ExampleFilter = {
  search: '',
  gold: null,
  predicted: null,
  outcome: null,
  minLength: null,
  maxLength: null,
  unknownWords: false,
  phenomenon: null,
  only: null,
};

export interface SearchTerms {
  readonly words: readonly string[];
  readonly numbers: readonly number[];
}

export function parseSearch(search: string): SearchTerms {
  const terms = foldForSearch(search)
    .split(/\s+/)
    .filter((term) => term !== '');
  const isNumber = (term: string): boolean => /^#\d+$/.test(term);
  return {
    words: terms.filter((term) => !isNumber(term) && term !== '#'),
    numbers: terms.filter(isNumber).map((term) => Number(term.slice(1))),
  };
}

/** A filter for another set: sentences of the one that was on show are not in it. */
export function forSet(filter: ExampleFilter, set: SetId): ExampleFilter {
  return filter.only === null || filter.only.set === set ? filter : { ...filter, only: null };
}

/** True where the filter asks for what only the model can tell. */
export function filterNeedsPredictions(filter: ExampleFilter, examples: readonly Example[]): boolean {
  const byLength = filter.minLength !== null || filter.maxLength !== null;
  return filter.predicted !== null || filter.outcome !== null || filter.unknownWords || (byLength && lacksTokens(examples));
}

export function lacksTokens(examples: readonly Example[]): boolean {
  const [first] = examples; // of a set, all have tokens or none has
  return first !== undefined && first.tokens === null;
}

/**
 * A test for one example. Without predictions (null: they are not all there yet) the criteria that need them are left out, so
 * that the list does not change with every batch.
 */
export function matcher(filter: ExampleFilter, predictions: SetPredictions | null): (example: Example) => boolean {
  const { words, numbers } = parseSearch(filter.search);
  return (example) =>
    (filter.only === null || filter.only.numbers.has(example.number)) &&
    (numbers.length === 0 || numbers.includes(example.number)) &&
    (filter.gold === null || example.gold === filter.gold) &&
    (filter.phenomenon === null || example.phenomenon === null || example.phenomenon === filter.phenomenon) &&
    isWithin(example, filter, predictions) &&
    (predictions === null || matchesPrediction(example, filter, predictions)) &&
    words.every((word) => example.folded.includes(word));
}

/** Number of tokens; null while it is not known. */
export function lengthOf(example: Example, predictions: SetPredictions | null): number | null {
  return predictions?.length[example.number - 1] ?? example.tokens?.length ?? null;
}

function isWithin(example: Example, { minLength, maxLength }: ExampleFilter, predictions: SetPredictions | null): boolean {
  if (minLength === null && maxLength === null) return true;
  const length = lengthOf(example, predictions);
  if (length === null) return true;
  return (minLength === null || length >= minLength) && (maxLength === null || length <= maxLength);
}

function matchesPrediction({ number, gold }: Example, filter: ExampleFilter, predictions: SetPredictions): boolean {
  const predicted = predictions.predicted[number - 1];
  if (filter.predicted !== null && predicted !== filter.predicted) return false;
  // Neither right nor wrong where the true class is not known.
  if (filter.outcome !== null && (gold === null || (predicted === gold) !== (filter.outcome === 'right'))) return false;
  return !filter.unknownWords || (predictions.unknown[number - 1] ?? 0) > 0;
}
