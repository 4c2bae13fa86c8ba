export { configNotes } from './class-names.ts';
export { toModelGates } from './gate-order.ts';
export type { FileRole, GivenInspection, MissingParts, TakenFile } from './given-inspection.ts';
export type { ModelInspection, ModelOptions, NetworkFlow, SettledOptions } from './model-options.ts';
export {
  type LayersConfig,
  type NativeConfig,
  type PartialConfig,
  parseConfig,
  parsePartialConfig,
  writeConfig,
} from './native-config.ts';
export { type NativeLayer, parseLayers, writeLayer } from './native-layers.ts';
export { type Choices, chooseFrom, type NetworkChoice, type OpenedLayer, refuseChoices } from './network-choice.ts';
export type { CheckedPlan, NetworkPlan, PlannedLayer, PlannedTensor, Replanned } from './network-plan.ts';
export type { OpenedModel } from './opened-model.ts';
export { checkSaidSizes, settleConfig, settleGateOrder, settleLayerOrder } from './settle-config.ts';
