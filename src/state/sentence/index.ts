export { useClassMatrix } from './class-matrix-store.ts';
export { type Conservation, useConservation } from './conservation-store.ts';
export {
  type ChosenExample,
  MOST_CHARACTERS,
  type Subject,
  useExplain,
  withEveryMethod,
} from './explain-store.ts';
export { explosionNote } from './explosion-note.ts';
export { type ExportSource, loadExportSource } from './export-source.ts';
export { failureOf, failureText, lrpOptionsOf, parametersOf } from './failed-methods.ts';
export { RANDOM_ORDERS, useFaithfulness } from './faithfulness-store.ts';
export type { ExampleReference } from './fitting-sentence.ts';
export { inputOf } from './input-of.ts';
export { EPS_LEAST, LRP_RANGES } from './lrp-ranges.ts';
export { useMethodAnswers, useWithOutcomes, withOutcomes } from './method-answers-store.ts';
export { OPTION_DEFAULTS, type OwnOptions, useMethodOptions } from './method-options-store.ts';
export { isOutcomeOf, retryMethod, wantMethods } from './method-runs.ts';
export { useNearSpellings } from './near-spellings-store.ts';
export { featureName, madeUpRows, rowsHint, rowsText } from './number-rows.ts';
export { firstWords, keepTitle } from './page-title.ts';
export { sensibleSpellings } from './sensible-spellings.ts';
export {
  isLoneValue,
  outputNote,
  predictedName,
  questionOf,
  targetName,
  targetScore,
  targetScoreName,
  wholeOf,
} from './target-name.ts';
export { type Unit, unitOf, useUnit } from './unit.ts';
export { unreadNote } from './unread-note.ts';
