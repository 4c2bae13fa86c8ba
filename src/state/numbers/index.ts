export { explainedOf } from './explained-of.ts';
export { type NumbersEdit, predictedChange } from './numbers-edits.ts';
export { type ScalingChoice, useNumbersFile } from './numbers-file-store.ts';
export { followSequenceLink, useNumbersLink } from './numbers-link.ts';
export { type Baseline, followNumbers, type ShownSequence, useNumbers } from './numbers-store.ts';
export { followStudy, useNumbersStudy } from './numbers-study-store.ts';
export { pinToJson, type SequencePin, sequencePinSchema } from './sequence-pin.ts';
export { useSequencePins } from './sequence-pins.ts';
export { openSiteExample, SITE_MODELS, takeSiteModel } from './site-examples.ts';
