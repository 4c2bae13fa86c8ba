/** The numbers of an HDF5 dataset: in one piece, which are read where they stand, or in chunks, which may be packed. */
import type * as Jsfive from 'jsfive';
import { LensError } from '../../model/errors.ts';
import type { Weights } from '../../model/model-data.ts';
import {
  decodeNumbers,
  formatError,
  kindOfNumbers,
  NUMPY_TYPES,
  type NumberType,
  quote,
  type TensorSource,
} from '../basics/index.ts';
import { readChunks } from './hdf5-chunks.ts';
import type { InflateBudget } from './inflate-budget.ts';

const DATATYPE = 0x03;
const LAYOUT = 0x08;
const COMPACT = 0;
const CONTIGUOUS = 1;
const CHUNKED = 2;
const NO_ADDRESS = 0xffff_ffff_ffff_ffffn;

/** gzip, shuffle, fletcher32 */
const FILTERS = [1, 2, 3];

/** Bits of the exponent by the width in bytes: what tells IEEE numbers from bfloat16 and others. */
const EXPONENT_BITS: Readonly<Record<number, number>> = { 2: 5, 4: 8, 8: 11 };

export interface DataContext {
  /** The whole file. */
  readonly bytes: Uint8Array;
  readonly shape: readonly number[];
  readonly where: string;
  readonly budget: InflateBudget;
}

/** Row-major. Throws ModelFormatError, or whatever the library throws. */
export function readHdf5Data(dataset: Jsfive.Dataset, context: DataContext): Weights {
  const { shape, where, bytes } = context;
  const objects = dataset._dataobjects;
  const { type, littleEndian } = numberType(dataset, context);
  const count = shape.reduce((product, size) => product * size, 1);
  const layoutAt = Number(objects.find_msg_type(LAYOUT)[0]?.get('offset_to_message'));
  const [version, , layout, propertiesAt] = objects._get_data_message_properties(layoutAt);
  if (layout === CHUNKED && version === 3) {
    return readChunks({ ...context, type, littleEndian, filters: filtersOf(dataset, where), propertiesAt });
  }
  if (layout !== CONTIGUOUS) throw layoutError(where, layout);
  const address = viewOf(bytes).getBigUint64(propertiesAt, true);
  const size = count * type.width;
  if (address === NO_ADDRESS || address + BigInt(size) > BigInt(bytes.length)) {
    throw formatError(where, 'goes beyond the end of the file', {
      expected: `${size} bytes`,
      found: address === NO_ADDRESS ? 'none written' : `${bytes.length} bytes in all, of which these begin at ${address}`,
    });
  }
  return decodeNumbers(bytes.subarray(Number(address), Number(address) + size), type, littleEndian);
}

function layoutError(where: string, layout: number) {
  return formatError(where, 'is stored in a way that is not supported', {
    expected: 'one piece, or chunks as h5py writes them by default',
    found: layout === COMPACT ? 'compact storage' : layout === CHUNKED ? 'chunks of a newer version' : 'another',
    advice: 'Save the model again with its usual settings.',
  });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** TensorSource.kind, and why its numbers could not be read. Throws whatever the library throws. */
export function kindOfDataset(
  dataset: Jsfive.Dataset,
  context: Pick<DataContext, 'bytes' | 'where'>,
): Pick<TensorSource, 'kind' | 'refusal'> {
  try {
    return { kind: kindOfNumbers(numberType(dataset, context).type) };
  } catch (refusal) {
    if (!(refusal instanceof LensError)) throw refusal;
    const { dtype } = dataset;
    const isText = typeof dtype === 'string' ? /^[<>|=]?[SU]/.test(dtype) : /STRING/.test(String(dtype));
    return { kind: isText ? 'none' : undefined, refusal };
  }
}

function numberType(
  dataset: Jsfive.Dataset,
  { bytes, where }: Pick<DataContext, 'bytes' | 'where'>,
): { type: NumberType; littleEndian: boolean } {
  const { dtype } = dataset;
  const name = typeof dtype === 'string' ? dtype : '';
  const type = NUMPY_TYPES.get(name.slice(1));
  const at = Number(dataset._dataobjects.find_msg_type(DATATYPE)[0]?.get('offset_to_message'));
  // Of a floating-point type: 8 bytes of header, then bit offset, precision (2 bytes each), the exponent's place and its size.
  const isIeee = name[1] !== 'f' || viewOf(bytes).getUint8(at + 13) === EXPONENT_BITS[type?.width ?? 0];
  if (type !== undefined && isIeee) return { type, littleEndian: name[0] !== '>' };
  throw formatError(where, 'has numbers of a type that is not supported', {
    expected: 'float16, float32, float64 or integers',
    found: isIeee ? quote(name || 'another') : `a float of ${type?.width} bytes that is not of IEEE 754`,
  });
}

function filtersOf(dataset: Jsfive.Dataset, where: string): number[] {
  const filters = (dataset._dataobjects.filter_pipeline ?? []).map((filter) => Number(filter.get('filter_id')));
  const other = filters.find((filter) => !FILTERS.includes(filter));
  if (other === undefined) return filters;
  throw formatError(where, 'is compressed with a filter that is not supported', {
    expected: 'gzip, shuffle or fletcher32',
    found: `filter ${other}`,
    advice: 'Save the model again without compression.',
  });
}
