export { nameNotes } from './class-names.ts';
export { toModelGates } from './gate-order.ts';
export type { ModelInspection, ModelOptions, SettledOptions } from './model-options.ts';
export { type NativeConfig, type PartialConfig, parseConfig, parsePartialConfig, writeConfig } from './native-config.ts';
export type { OpenedModel } from './opened-model.ts';
export { checkSaidSizes, settleConfig, settleGateOrder } from './settle-config.ts';
