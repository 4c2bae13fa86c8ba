export { fromDrop, type GivenFile } from './dropped-folders.ts';
export { fromPicker } from './given-files.ts';
export { useLibrary } from './library-store.ts';
export { useModel } from './model-store.ts';
export { BUNDLED } from './models-kept.ts';
export { type KeptModel, useModels } from './models-store.ts';
export { isReady, scoresOfForm, useNewModel } from './new-model-store.ts';
export { type SearchedModel, useReferenceSearch } from './reference-search-store.ts';
export { useTrust } from './trust-store.ts';
