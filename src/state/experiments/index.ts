export { openSentence, openSentences } from './click-through.ts';
export { currentRequest, dataShown, type Running, useExperiments, watchExperiments } from './experiments-store.ts';
export { type LinkedExperiment, placeExperiment, shownExperiment, watchShownExperiment } from './linked-experiment.ts';
export { type Outcome, obstacleOf, sizeOf } from './request.ts';
export {
  type ChoiceField,
  formatSettings,
  isValid,
  parseSettings,
  SETTING_FIELDS,
  type SettingField,
  type SettingValue,
  settingsExpected,
  settingValue,
  type TargetField,
  type WholeField,
} from './setting-fields.ts';
