export { crc32 } from './crc32.ts';
export { type Details, dataError, formatError, listing, orLensError, quote, shorten } from './format-error.ts';
export { parseJson, parseJsonObject } from './json.ts';
export { loadReader } from './late-reader.ts';
export {
  decodeNumbers,
  heldBytes,
  IS_LITTLE_ENDIAN,
  kindOfNumbers,
  NUMPY_TYPES,
  type NumberType,
  SAFETENSORS_TYPES,
  toHalfBits,
} from './numbers.ts';
export { hashFiles, type OnBytes } from './sha256.ts';
export {
  checkShape,
  checkTensor,
  countElements,
  gather,
  MAX_RANK,
  type NamedTensors,
  type Tensor,
  type TensorSource,
  takeTensor,
  toRowMajor,
  unreadable,
} from './tensor.ts';
export { decodeLatin1, decodeText, encodeLatin1, tryUtf8 } from './text.ts';
