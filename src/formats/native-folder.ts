/** The native format: config.json, model.safetensors, vocab.txt (docs: architecture, 'Native model format'). */
import type { DirectionTensors, ModelData, ModelFile } from '../model/model-data.ts';
import { GATES } from '../model/model-data.ts';
import { formatError, listing, quote, shorten } from './format-error.ts';
import { toModelGates } from './gate-order.ts';
import { type NativeConfig, parseConfig, writeConfig } from './native-config.ts';
import { readSafetensors, type StoredType, writeSafetensors } from './safetensors.ts';
import { hashFiles } from './sha256.ts';
import { sum, type Tensor, takeTensor } from './tensor.ts';
import { parseVocabulary, writeVocabulary } from './vocabulary.ts';

export const NATIVE_FILES = ['config.json', 'model.safetensors', 'vocab.txt'] as const;

/** The bytes of each file of the format. */
export type NativeFolder = Readonly<Record<(typeof NATIVE_FILES)[number], Uint8Array>>;

const WEIGHTS = 'model.safetensors';

/** Throws ModelFormatError. */
export function readNativeFolder(folder: NativeFolder): ModelData {
  const native = parseConfig(folder['config.json']);
  const { config } = native;
  const words = parseVocabulary(folder['vocab.txt'], 'vocab.txt');
  const tensors = readSafetensors(folder[WEIGHTS], WEIGHTS);
  checkNames(tensors, config.bidirectional);
  checkUnknownWord(config.unkToken, words);
  checkWordCount(tensors, words.length);
  const C = config.classes.length;
  return {
    config,
    words,
    embeddings: takeTensor(tensors, 'embeddings', [words.length, config.embeddingSize], WEIGHTS),
    left: readDirection(tensors, 'left', native),
    right: config.bidirectional ? readDirection(tensors, 'right', native) : null,
    outputBias: tensors.has('output.bias') ? takeTensor(tensors, 'output.bias', [C], WEIGHTS) : null,
    sha256: hashFiles([folder[WEIGHTS]]),
  };
}

function tensorNames(side: 'left' | 'right'): string[] {
  return [`${side}.weight_ih`, `${side}.weight_hh`, `${side}.bias_ih`, `${side}.bias_hh`, `output.${side}`];
}

/** A tensor that would be left out of the arithmetic in silence makes another model of it. */
function checkNames(tensors: ReadonlyMap<string, Tensor>, bidirectional: boolean): void {
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

function checkUnknownWord(unkToken: string | null, words: readonly string[]): void {
  if (unkToken === null || words.includes(unkToken)) return;
  throw formatError('config.json unk_token', 'is not in vocab.txt', {
    expected: 'a word of vocab.txt or null',
    found: quote(unkToken),
  });
}

function checkWordCount(tensors: ReadonlyMap<string, Tensor>, words: number): void {
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
  { config, gateOrder }: NativeConfig,
): DirectionTensors {
  const { embeddingSize: e, hiddenSize: d, classes } = config;
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
