export { type NumbersEdit, predictedChange } from './numbers-edits.ts';
export { type ScalingChoice, useNumbersFile } from './numbers-file-store.ts';
export { type Baseline, followNumbers, type ShownSequence, useNumbers } from './numbers-store.ts';
export { followStudy, useNumbersStudy } from './numbers-study-store.ts';
export { openSiteExample, SITE_MODELS } from './site-examples.ts';
