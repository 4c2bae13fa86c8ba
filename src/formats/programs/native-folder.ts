/** The native format: config.json, model.safetensors, vocab.txt (docs: architecture, 'Native model format'). */
import type { DirectionTensors, ModelConfig, ModelData, ModelFile } from '../../model/model-data.ts';
import { GATES } from '../../model/model-data.ts';
import { formatError, hashFiles, listing, type NamedTensors, shorten, sum, type Tensor, takeTensor } from '../basics/index.ts';
import { openSafetensors, readSafetensors, refuseMislabelled, type StoredType, writeSafetensors } from '../containers/index.ts';
import {
  type ModelOptions,
  type NativeConfig,
  type OpenedModel,
  parseConfig,
  settleConfig,
  settleGateOrder,
  toModelGates,
  writeConfig,
} from '../settings/index.ts';
import { parseVocabulary, writeVocabulary } from '../vocabularies/index.ts';

export const NATIVE_FILES = ['config.json', 'model.safetensors', 'vocab.txt'] as const;

/** The bytes of each file of the format. */
export type NativeFolder = Readonly<Record<(typeof NATIVE_FILES)[number], Uint8Array>>;

const WEIGHTS = 'model.safetensors';

interface Settled {
  readonly config: ModelConfig;
  readonly gateOrder: string;
}

/** Throws ModelFormatError where a file is malformed. */
export function openNativeFolder(folder: NativeFolder, options: ModelOptions = {}): OpenedModel {
  refuseMislabelled(folder[WEIGHTS], WEIGHTS, 'safetensors');
  const said = parseConfig(folder['config.json']);
  const words = parseVocabulary(folder['vocab.txt'], 'vocab.txt');
  const sources = openSafetensors(folder[WEIGHTS], WEIGHTS);
  checkNames(sources, said.bidirectional);
  const settle = () => {
    const config = settleConfig(options, said, {
      words,
      defaultName: said.name,
      outputs: countOutputs(sources, said),
      embeddingSize: said.embedding_size,
      hiddenSize: said.hidden_size,
      bidirectional: said.bidirectional,
    });
    checkWordCount(sources, words.length);
    return { config, gateOrder: settleGateOrder(options, said, said.gate_order) };
  };
  return {
    format: 'LRP Lens folder',
    words,
    vocabulary: 'vocab.txt',
    doubts: [],
    idShift: null,
    tensors: null,
    roles: {},
    settle,
    read: () => {
      const settled = settle();
      const tensors = readSafetensors(folder[WEIGHTS], WEIGHTS);
      return { ...readTensors(tensors, words.length, settled), words, sha256: hashFiles([folder[WEIGHTS]]) };
    },
  };
}

/** Throws ModelFormatError. */
export function readNativeFolder(folder: NativeFolder, options: ModelOptions = {}): ModelData {
  return openNativeFolder(folder, options).read();
}

/** Rows of the output layer; where it does not tell, what config.json says, and reading it says what is wrong. */
function countOutputs(tensors: NamedTensors, { classes }: NativeConfig): number {
  const [rows, columns] = tensors.get('output.left')?.shape ?? [];
  return rows !== undefined && columns !== undefined && rows >= 2 ? rows : classes.length;
}

function readTensors(
  tensors: ReadonlyMap<string, Tensor>,
  V: number,
  { config, gateOrder }: Settled,
): Omit<ModelData, 'words' | 'sha256'> {
  return {
    config,
    embeddings: takeTensor(tensors, 'embeddings', [V, config.embeddingSize], WEIGHTS),
    left: readDirection(tensors, 'left', config, gateOrder),
    right: config.bidirectional ? readDirection(tensors, 'right', config, gateOrder) : null,
    outputBias: tensors.has('output.bias') ? takeTensor(tensors, 'output.bias', [config.classes.length], WEIGHTS) : null,
  };
}

function tensorNames(side: 'left' | 'right'): string[] {
  return [`${side}.weight_ih`, `${side}.weight_hh`, `${side}.bias_ih`, `${side}.bias_hh`, `output.${side}`];
}

/** A tensor that would be left out of the arithmetic in silence makes another model of it. */
function checkNames(tensors: NamedTensors, bidirectional: boolean): void {
  const known = ['embeddings', ...tensorNames('left'), ...(bidirectional ? tensorNames('right') : []), 'output.bias'];
  const stray = [...tensors.keys()].find((name) => !known.includes(name));
  if (stray === undefined) return;
  const contradicts = tensorNames('right').includes(stray);
  throw formatError(
    `${WEIGHTS} ${shorten(stray)}`,
    contradicts ? 'does not fit "bidirectional": false in config.json' : 'is not a tensor of this format',
    { expected: listing(known), found: shorten(stray) },
  );
}

function checkWordCount(tensors: NamedTensors, words: number): void {
  const rows = tensors.get('embeddings')?.shape[0] ?? words;
  if (rows === words) return;
  throw formatError('vocab.txt', 'does not have a line for every embedding', {
    expected: `${rows} words (rows of embeddings)`,
    found: `${words}`,
  });
}

function readDirection(
  tensors: ReadonlyMap<string, Tensor>,
  side: 'left' | 'right',
  { embeddingSize: e, hiddenSize: d, classes }: ModelConfig,
  gateOrder: string,
): DirectionTensors {
  const take = (name: string, shape: readonly number[]) => takeTensor(tensors, name, shape, WEIGHTS);
  const takeGates = (name: string, shape: readonly number[]) => toModelGates(take(`${side}.${name}`, shape), gateOrder);
  const takeBias = (name: string) => (tensors.has(`${side}.${name}`) ? takeGates(name, [4 * d]) : new Float64Array(4 * d));
  return {
    weightIh: takeGates('weight_ih', [4 * d, e]),
    weightHh: takeGates('weight_hh', [4 * d, d]),
    bias: sum(takeBias('bias_ih'), takeBias('bias_hh')),
    output: take(`output.${side}`, [classes.length, d]),
  };
}

/**
 * The files of a model in the native format, in gate order i, g, f, o. The two biases, of which a model keeps the sum, go
 * into bias_ih. Throws a ModelFormatError for words that cannot stand on a line.
 */
export function writeNativeFolder(model: ModelData, dtype: StoredType = 'F64'): ModelFile[] {
  return [
    { name: 'config.json', bytes: writeConfig(model.config, GATES.join('')) },
    { name: WEIGHTS, bytes: writeSafetensors(listTensors(model), dtype) },
    { name: 'vocab.txt', bytes: writeVocabulary(model.words, 'vocab.txt') },
  ];
}

function listTensors(model: ModelData): Map<string, Tensor> {
  const { embeddingSize: e, hiddenSize: d, classes } = model.config;
  const C = classes.length;
  const tensors = new Map<string, Tensor>([['embeddings', { shape: [model.words.length, e], data: model.embeddings }]]);
  for (const side of ['left', 'right'] as const) {
    const direction = model[side];
    if (direction === null) continue;
    tensors.set(`${side}.weight_ih`, { shape: [4 * d, e], data: direction.weightIh });
    tensors.set(`${side}.weight_hh`, { shape: [4 * d, d], data: direction.weightHh });
    tensors.set(`${side}.bias_ih`, { shape: [4 * d], data: direction.bias });
    tensors.set(`output.${side}`, { shape: [C, d], data: direction.output });
  }
  if (model.outputBias !== null) tensors.set('output.bias', { shape: [C], data: model.outputBias });
  return tensors;
}
