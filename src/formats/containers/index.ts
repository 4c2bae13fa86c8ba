export { foreignKind, kindOfContent, nameOfKind, refuseMislabelled, uselessKind } from './content-kind.ts';
export { baseName, folderName, isZip } from './file-list.ts';
export { openHdf5 } from './hdf5.ts';
export { type InflateBudget, inflateBudget } from './inflate-budget.ts';
export { kindOfJson } from './json-kind.ts';
export { openNpy } from './npy.ts';
export { readNpz } from './npz.ts';
export { isPacked, unpack } from './packed-pickle.ts';
export { readPickle } from './pickle.ts';
export {
  asText,
  kindOf,
  type PickleArray,
  type PickleDict,
  type PickleKey,
  type PickleValue,
} from './pickle-values.ts';
export { WORDS_DIALECT } from './pickle-words.ts';
export { openSafetensors, readSafetensors, type StoredType, safetensorsNames, writeSafetensors } from './safetensors.ts';
export { holdsTorchWeights, openTorchFile, readTorchValue, type TorchFile } from './torch-file.ts';
export type { TorchModule } from './torch-modules.ts';
export { openZip } from './zip.ts';
export { startsLikeZip } from './zip-directory.ts';
