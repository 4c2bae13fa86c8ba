export { openKerasModel } from './keras-model.ts';
export { type NamedModelFiles, openNamedModel } from './named-model.ts';
export { NATIVE_FILES, openNativeFolder, writeNativeFolder } from './native-folder.ts';
export { openReferenceFolder } from './reference-folder.ts';
