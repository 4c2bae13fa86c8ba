export type { NamedModelFiles } from './named-model.ts';
export { NATIVE_FILES, openNativeFolder, writeNativeFolder } from './native-folder.ts';
