/** Format 2 of the native format: a config.json that lists layers, and their tensors `layers.K.*` (docs: architecture). */
import { fixedLength } from '../../model/check-model.ts';
import { type Flow, flowOf } from '../../model/layer-flow.ts';
import { isRecurrent, LAYER_GATES, type TensorSpec, tensorsOf } from '../../model/layers.ts';
import type { LayerData, ModelData, ModelFile, Weights } from '../../model/model-data.ts';
import { formatError, hashFiles, listing, type NamedTensors, shorten, type Tensor, takeTensor } from '../basics/index.ts';
import { openSafetensors, readSafetensors, type StoredType, writeSafetensors } from '../containers/index.ts';
import {
  configNotes,
  type LayersConfig,
  type ModelOptions,
  type NativeLayer,
  type OpenedModel,
  parseLayers,
  settleConfig,
  settleLayerOrder,
  toModelGates,
  writeConfig,
  writeLayer,
} from '../settings/index.ts';
import { parseVocabulary, writeVocabulary } from '../vocabularies/index.ts';
import { twoClasses } from './two-classes.ts';

export const NATIVE_FILES = ['config.json', 'model.safetensors', 'vocab.txt'] as const;

/** The bytes of each file of the format; a model that reads numbers has no words. */
export type NativeFolder = Readonly<Record<(typeof NATIVE_FILES)[number], Uint8Array>>;

const WEIGHTS = 'model.safetensors';

/** The files hold a model that reads numbers: a vocabulary is no part of it. */
export function isOfNumbers(config: Uint8Array): boolean {
  return /"input"\s*:\s*"numbers"/.test(new TextDecoder().decode(config));
}

/** Throws ModelFormatError where a file is malformed, or the layers do not fit each other. */
export function openLayers(said: LayersConfig, folder: NativeFolder, options: ModelOptions): OpenedModel {
  const given = parseLayers(said.layers);
  const isNumbers = said.input === 'numbers';
  const words = isNumbers ? [] : parseVocabulary(folder['vocab.txt'], 'vocab.txt');
  const layers = given.map(({ layer }) => layer);
  const padding = options.padding === undefined ? said.padding : options.padding;
  const flows = flowOf(layers, said.embedding_size, fixedLength({ padding }));
  const sources = openSafetensors(folder[WEIGHTS], WEIGHTS);
  checkNames(sources, given, flows, isNumbers);
  if (!isNumbers) checkWordCount(sources, words.length);
  const outputs = flows.at(-1)?.size ?? 0;
  // One sigmoid output of two classes is softmax over the scores 0 and s.
  const isTwofold = said.output === 'sigmoid' && outputs === 1 && (options.classes ?? said.classes).length === 2;
  const settle = () => {
    const config = settleConfig(options, said, {
      words,
      defaultName: said.name,
      outputs,
      embeddingSize: said.embedding_size,
      input: said.input,
      features: said.features,
      output: isTwofold ? 'softmax' : said.output,
      padding,
    });
    return { config, gateOrder: settleLayerOrder(options, {}, given) };
  };
  return {
    format: 'LRP Lens folder',
    words,
    vocabulary: isNumbers ? 'none: the model reads numbers' : 'vocab.txt',
    doubts: [],
    idShift: null,
    tensors: null,
    roles: {},
    choices: [],
    replan: null,
    layers: given.map(({ layer }, index) => ({
      layer,
      from: `layers.${index}`,
      tensors: [...sources.keys()].filter((name) => name.startsWith(`layers.${index}.`)),
    })),
    notes: configNotes(said),
    settle,
    read: (onHashed) => {
      const { config, gateOrder } = settle();
      const tensors = readSafetensors(folder[WEIGHTS], WEIGHTS);
      const read = given.map((layer, index) => readLayer(tensors, layer, index, flows[index]?.size ?? 0, gateOrder));
      return {
        config,
        words,
        embeddings: isNumbers ? null : takeTensor(tensors, 'embeddings', [words.length, config.embeddingSize], WEIGHTS),
        layers: isTwofold ? twoClasses(read) : read,
        sha256: hashFiles([folder[WEIGHTS]], onHashed),
      };
    },
  };
}

function readLayer(
  tensors: ReadonlyMap<string, Tensor>,
  { layer, gateOrder }: NativeLayer,
  index: number,
  inputSize: number,
  lstmOrder: string | null,
): LayerData {
  const order = layer.type === 'lstm' ? (lstmOrder ?? gateOrder) : gateOrder;
  const read = tensorsOf(layer, inputSize).flatMap(({ name, shape, isOptional, isGates }): [string, Weights][] => {
    const full = `layers.${index}.${name}`;
    if (isOptional && !tensors.has(full)) return [];
    const data = takeTensor(tensors, full, shape, WEIGHTS);
    return [[name, isGates && isRecurrent(layer) ? toModelGates(data, order, LAYER_GATES[layer.type]) : data]];
  });
  return { layer, tensors: Object.fromEntries(read) };
}

/** A tensor that would be left out of the arithmetic in silence makes another model of it; a missing one makes none. */
function checkNames(tensors: NamedTensors, layers: readonly NativeLayer[], flows: readonly Flow[], isNumbers: boolean): void {
  const specs = layers.flatMap(({ layer }, index) =>
    tensorsOf(layer, flows[index]?.size ?? 0).map((spec): [string, TensorSpec] => [`layers.${index}.${spec.name}`, spec]),
  );
  const known = [...(isNumbers ? [] : ['embeddings']), ...specs.map(([name]) => name)];
  const stray = [...tensors.keys()].find((name) => !known.includes(name));
  if (stray === undefined) return;
  throw formatError(`${WEIGHTS} ${shorten(stray)}`, 'is not a tensor of the layers in config.json', {
    expected: listing(known),
    found: shorten(stray),
  });
}

export function checkWordCount(tensors: NamedTensors, words: number): void {
  const rows = tensors.get('embeddings')?.shape[0] ?? words;
  if (rows === words) return;
  throw formatError('vocab.txt', 'does not have one line for every embedding', {
    expected: `${rows} words (rows of embeddings)`,
    found: `${words}`,
  });
}

/**
 * The files of a model in format 2, gates in the model's own order, numbers as they are held where no type is given.
 * Throws a ModelFormatError for words that cannot stand on a line.
 */
export function writeNativeFolder(model: ModelData, dtype?: StoredType): ModelFile[] {
  const layers = model.layers.map(({ layer }) => writeLayer(layer));
  return [
    { name: 'config.json', bytes: writeConfig(model.config, layers) },
    { name: WEIGHTS, bytes: writeSafetensors(listTensors(model), dtype) },
    ...(model.config.input === 'numbers' ? [] : [{ name: 'vocab.txt', bytes: writeVocabulary(model.words, 'vocab.txt') }]),
  ];
}

function listTensors({ config, embeddings, layers, words }: ModelData): Map<string, { shape: readonly number[]; data: Weights }> {
  const e = config.embeddingSize;
  const sizes = flowOf(
    layers.map(({ layer }) => layer),
    e,
    fixedLength(config),
  );
  const tensors = new Map<string, { shape: readonly number[]; data: Weights }>();
  if (embeddings !== null) tensors.set('embeddings', { shape: [words.length, e], data: embeddings });
  for (const [index, { layer, tensors: own }] of layers.entries()) {
    for (const { name, shape } of tensorsOf(layer, sizes[index]?.size ?? 0)) {
      const data = own[name];
      if (data !== undefined) tensors.set(`layers.${index}.${name}`, { shape, data });
    }
  }
  return tensors;
}
