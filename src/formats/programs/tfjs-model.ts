/** Layers models of TensorFlow.js: model.json with the layers as Keras describes them and a manifest of the weights, which lie in shards. */
import { shapeText } from '../../model/check-model.ts';
import type { LensError } from '../../model/errors.ts';
import type { ModelFile } from '../../model/model-data.ts';
import {
  countElements,
  decodeNumbers,
  decodeText,
  formatError,
  kindOfNumbers,
  listing,
  type NamedTensors,
  NUMPY_TYPES,
  type NumberType,
  parseJsonObject,
  quote,
  type TensorSource,
  unreadable,
} from '../basics/index.ts';
import { baseName } from '../containers/index.ts';
import type { ModelOptions, OpenedModel } from '../settings/index.ts';
import { fieldOf, listOf, textOf } from './keras-json.ts';
import { openKeras } from './keras-model.ts';
import type { NamedModelFiles } from './named-model.ts';
import { openPlan } from './planned-network.ts';

const FORMAT = 'TensorFlow.js layers model';

/** As the manifest names types: TensorFlow.js has float32, int32 and bool; what is quantised is kept in fewer bytes. */
const TYPES: Readonly<Record<string, string>> = {
  float32: 'f4',
  int32: 'i4',
  float16: 'f2',
  uint8: 'u1',
  uint16: 'u2',
  bool: 'u1',
};

/** `files.weights` is model.json; `shards` are whatever files of weights there are. Throws ModelFormatError. */
export function openTfjsModel(files: NamedModelFiles, shards: readonly ModelFile[], options: ModelOptions): OpenedModel {
  const { name, bytes } = files.weights;
  const json = parseJsonObject(decodeText(bytes, name), name);
  const topology = fieldOf(json, 'modelTopology');
  const about = { format: FORMAT, name };
  if (textOf(json, 'format') === 'graph-model' || fieldOf(topology, 'node') !== undefined) {
    const nothing = { ...about, bytes, vocabulary: null, labels: null, said: {} };
    return openPlan(nothing, () => graphRefusal(name), options);
  }
  const read = groupsOf(json).map((group) => readGroup(group, shards, name));
  // TensorFlow.js computes as Keras 2 does, whatever version wrote the layers.
  const text = topology === undefined ? null : JSON.stringify(fieldOf(topology, 'model_config') ?? topology);
  const config = text === null ? null : { text, where: `${name} modelTopology` };
  const datasets = namedByLayers(new Map(read.flatMap(({ tensors }) => tensors)), text ?? '');
  const given = {
    config,
    version: '2',
    training: JSON.stringify(fieldOf(json, 'trainingConfig') ?? fieldOf(topology, 'training_config') ?? null),
    datasets,
    listing: { layerNames: null, groups: [] },
    words: null,
  };
  return openKeras(given, files, { ...about, bytes: joined(read.map((group) => group.bytes)) }, options);
}

/** Some converters write the model's name before that of the layer. */
function namedByLayers(tensors: NamedTensors, topology: string): NamedTensors {
  const layers = new Set([...topology.matchAll(/"name":"([^"]*)"/g)].map(([, name]) => name));
  const within = [...tensors.keys()].map((name) => name.split('/'));
  const [model] = within[0] ?? [];
  const isBefore = ([first, second, ...more]: readonly string[]) => first === model && more.length > 0 && layers.has(second);
  if (within.length === 0 || !within.every(isBefore) || within.every(([first]) => layers.has(first) && first !== model))
    return tensors;
  return new Map([...tensors].map(([name, source]) => [name.slice(name.indexOf('/') + 1), source]));
}

function graphRefusal(name: string): LensError {
  return formatError(name, 'is a graph model of TensorFlow.js, which does not name its layers', {
    expected: 'a layers model',
    found: 'graph-model',
    advice:
      'Convert the Keras model to a layers model (tensorflowjs_converter --output_format=tfjs_layers_model), or add the .keras or .h5 file.',
  });
}

interface Group {
  /** Base names of the files, in the order of their bytes. */
  readonly paths: readonly string[];
  readonly weights: readonly unknown[];
}

function groupsOf(json: object): Group[] {
  return (listOf(json, 'weightsManifest') ?? []).map((group) => ({
    paths: (listOf(group, 'paths') ?? []).flatMap((path) => (typeof path === 'string' ? [baseName(path)] : [])),
    weights: listOf(group, 'weights') ?? [],
  }));
}

interface ReadGroup {
  readonly bytes: Uint8Array;
  readonly tensors: readonly (readonly [string, TensorSource])[];
}

/** The weights of a group stand one after another in its files' bytes. */
function readGroup({ paths, weights }: Group, shards: readonly ModelFile[], file: string): ReadGroup {
  const found = paths.map((path) => shards.find((shard) => baseName(shard.name) === path));
  const missing = paths.filter((_, at) => found[at] === undefined);
  if (missing.length > 0 || new Set(paths).size < paths.length) {
    throw formatError(file, missing.length > 0 ? 'names files of weights that are not there' : 'names a file of weights twice', {
      expected: listing(paths),
      found: shards.length === 0 ? 'none' : listing(shards.map(({ name }) => baseName(name))),
      advice: 'Add all files of the model at once.',
    });
  }
  const bytes = joined(found.flatMap((shard) => shard?.bytes ?? []));
  let at = 0;
  const tensors = weights.map((weight) => {
    const { name, shape, size, read } = entryOf(weight, file);
    const from = at;
    at += size;
    if (at > bytes.length) {
      throw formatError(`${file} ${name}`, 'goes beyond the end of its files', {
        expected: `${size} bytes for ${shapeText(shape)}`,
        found: `${Math.max(0, bytes.length - from)} bytes left of ${listing(paths)}`,
        advice: 'The download or copy may have failed.',
      });
    }
    return [name, read(bytes.subarray(from, at))] as const;
  });
  if (at === bytes.length) return { bytes, tensors };
  throw formatError(file, 'does not fit its files of weights', {
    expected: `${at} bytes`,
    found: `${bytes.length} bytes in ${listing(paths)}`,
  });
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  /** Bytes. */
  readonly size: number;
  readonly read: (bytes: Uint8Array) => TensorSource;
}

function entryOf(weight: unknown, file: string): Entry {
  const name = textOf(weight, 'name');
  const shape = (listOf(weight, 'shape') ?? []).filter((size) => typeof size === 'number');
  const count = countElements(listOf(weight, 'shape') ?? [null]);
  if (name === undefined || count === null) {
    throw formatError(`${file} weightsManifest`, 'does not describe a weight', {
      expected: 'name, shape and dtype',
      found: quote(JSON.stringify(weight)),
    });
  }
  const quantization = fieldOf(weight, 'quantization');
  const dtype = textOf(quantization, 'dtype') ?? textOf(weight, 'dtype') ?? '';
  const type = NUMPY_TYPES.get(TYPES[dtype] ?? '');
  if (type === undefined) {
    throw formatError(`${file} ${name}`, 'has numbers of a type that is not supported', {
      expected: Object.keys(TYPES).join(', '),
      found: quote(dtype),
    });
  }
  const read = (bytes: Uint8Array) => sourceOf(bytes, { shape, type, dtype, quantization, where: `${file} ${name}` });
  return { name, shape, size: count * type.width, read };
}

interface Stored {
  readonly shape: readonly number[];
  readonly type: NumberType;
  readonly dtype: string;
  readonly quantization: unknown;
  readonly where: string;
}

/** Quantised numbers q are q scale + min, rounded to float32, as TensorFlow.js itself reads them. */
function sourceOf(bytes: Uint8Array, { shape, type, dtype, quantization, where }: Stored): TensorSource {
  const [scale, min] = [fieldOf(quantization, 'scale'), fieldOf(quantization, 'min')];
  const plain = {
    shape,
    kind: dtype === 'bool' ? ('none' as const) : kindOfNumbers(type),
    read: () => decodeNumbers(bytes, type, true),
  };
  if (quantization === undefined || dtype === 'float16') return plain;
  if (typeof scale !== 'number' || typeof min !== 'number') {
    return unreadable(
      shape,
      formatError(where, 'is quantised without a scale', { expected: 'numbers scale and min', found: 'others' }),
    );
  }
  return { shape, read: () => Float32Array.from(plain.read(), (value) => value * scale + min) };
}
