export type { NamedModelFiles } from './named-model.ts';
export { openNativeFolder } from './native-folder.ts';
export { isOfNumbers, NATIVE_FILES, writeNativeFolder } from './native-network.ts';
