/** What a filter leaves of a data set. Loaded late, with the first that is asked for. */
import {
  type ExampleFilter,
  type ExampleSet,
  filterNeedsPredictions,
  hasGold,
  isComplete,
  labelClasses,
  matcher,
  type SetPredictions,
} from '../examples/index.ts';
import type { DataSlice, ExperimentRequest, SliceReading } from './request.ts';
import { formatNumbers, formatSlice, LONGEST_SLICE, parseSlice, sayFilter } from './slice-text.ts';

type Model = Pick<ExperimentRequest['model'], 'classes' | 'output' | 'sha256'>;

/** null: the text is no filter. What it has found stays the same object for as long as it is asked the same. */
export type SliceReader = (
  text: string,
  set: ExampleSet,
  predictions: SetPredictions | null,
  model: Model,
) => SliceReading | null;

export function createSliceReader(): SliceReader {
  let last: { readonly asked: readonly unknown[]; readonly slice: DataSlice } | null = null;
  return (text, set, predictions, model) => {
    const filter = parseSlice(text, set.id);
    if (!filter) return null;
    const words = sayFilter(filter, model.classes, set.goldClasses ?? labelClasses(model));
    const needed = filterNeedsPredictions(filter, set.examples);
    const own = predictions?.model === model.sha256 ? predictions : null;
    const complete = needed && own && isComplete(own) ? own : null;
    if (needed && !complete) return { words, slice: null };
    const asked = [text, set, complete, model];
    if (!last || asked.some((one, k) => one !== last?.asked[k])) {
      last = { asked, slice: sliceOf({ text, words }, filter, set, complete) };
    }
    return { words, slice: last.slice };
  };
}

function sliceOf(
  said: Pick<DataSlice, 'text' | 'words'>,
  filter: ExampleFilter,
  { examples }: ExampleSet,
  predictions: SetPredictions | null,
): DataSlice {
  const passing = examples.filter(matcher(filter, predictions));
  const takesPart = new Uint8Array(examples.length);
  for (const { number } of passing) takesPart[number - 1] = 1;
  return { ...said, takesPart, count: passing.length, key: formatNumbers(passing.map(({ number }) => number)) };
}

const listed = createSliceReader();

interface ListedSlice extends SliceReading {
  readonly text: string;
  /** It names so many single sentences that no link holds it. */
  readonly isTooLong: boolean;
}

/** What the filter that stands in the list of examples leaves of a set; null: it asks nothing of this one. */
export function listedSlice(
  filter: ExampleFilter,
  set: ExampleSet,
  predictions: SetPredictions | null,
  model: Model,
): ListedSlice | null {
  const asked = hasGold(set, labelClasses(model)) ? filter : { ...filter, gold: null, outcome: null };
  const text = formatSlice(asked, set.id);
  const reading = text === null ? null : listed(text, set, predictions, model);
  return text === null || !reading ? null : { ...reading, text, isTooLong: text.length > LONGEST_SLICE };
}
