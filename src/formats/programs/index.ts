export { openKerasModel } from './keras-model.ts';
export { type NamedModelFiles, openNamedModel } from './named-model.ts';
export { openNativeFolder } from './native-folder.ts';
export { isOfNumbers, NATIVE_FILES, writeNativeFolder } from './native-network.ts';
export { openReferenceFolder } from './reference-folder.ts';
