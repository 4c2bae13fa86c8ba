export { hasGold, labelClasses, markOf } from './class-marks.ts';
export type { Example, ExampleSet, SetId } from './example.ts';
export { goldClassesOf, hasGoldShown, listingOf, useExamples } from './examples-store.ts';
export { NO_FILTER } from './filter.ts';
export { SORTS, step } from './order.ts';
export { PHENOMENA } from './phenomena.ts';
export { isComplete, type SetPredictions } from './predictions.ts';
export { useSentenceFile } from './sentence-file-store.ts';
export { publishedFile } from './sst-source.ts';
