export { openSentence, openSentences } from './click-through.ts';
export { type Comparison, canCompare, useComparison } from './comparison-store.ts';
export { listedSlice } from './data-slice.ts';
export {
  currentRequest,
  dataShown,
  type LinkedExperiment,
  type Running,
  sliceShown,
  useExperiments,
  watchExperiments,
} from './experiments-store.ts';
export { placeExperiment, shownExperiment, watchShownExperiment } from './linked-experiment.ts';
export { obstacleOf } from './obstacle.ts';
export { openWord } from './open-word.ts';
export { type Outcome, type SliceReading, sizeOf, wholeSize } from './request.ts';
export { type RunEstimate, useRunEstimate, wantEstimate } from './run-estimate.ts';
export {
  formatSettings,
  inOrder,
  isValid,
  type MethodsField,
  parseSettings,
  SETTING_FIELDS,
  type SettingField,
  type SettingValue,
  settingsExpected,
  settingValue,
  type TargetField,
  type WholeField,
  type WordField,
} from './setting-fields.ts';
