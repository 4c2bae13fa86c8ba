/**
 * The format of the reference program (Arras et al. 2017, ArrasL/LRP_for_LSTM): `vocab`, a pickled list of words; `model`, a
 * pickled dict of Wxh_S [4d, e], bxh_S [4d], Whh_S [4d, d], bhh_S [4d], Why_S [C, d] for S in Left, Right, gates in the
 * order i, g, f, o; `embeddings.npy` [V, e].
 */
import { shapeText } from '../../model/check-model.ts';
import type { ModelData } from '../../model/model-data.ts';
import { type DirectionTensors, lstmLayers, lstmNetwork, sum } from '../../model/one-lstm.ts';
import { checkShape, checkTensor, formatError, hashFiles, listing, type Tensor, takeTensor } from '../basics/index.ts';
import { asText, kindOf, openNpy, type PickleArray, readPickle, refuseMislabelled } from '../containers/index.ts';
import { type ModelOptions, type OpenedModel, settleConfig, settleGateOrder, toModelGates } from '../settings/index.ts';
import { checkDistinctWords } from '../vocabularies/index.ts';
import { openedLstm } from './opened-lstm.ts';

const REFERENCE_FILES = ['embeddings.npy', 'model', 'vocab'] as const;

/** The bytes of each file of the format. */
export type ReferenceFolder = Readonly<Record<(typeof REFERENCE_FILES)[number], Uint8Array>>;

/** Classes of the Stanford Sentiment Treebank, in the order of the published model's scores. */
const SST_CLASSES = ['very negative', 'negative', 'neutral', 'positive', 'very positive'];

/** The program's own order; who trains with another framework and saves in this format may have kept that one's. */
const USUAL_GATE_ORDER = 'igfo';

/** Throws ModelFormatError where a file is malformed. The sizes are the model file's; the others must fit. */
export function openReferenceFolder(folder: ReferenceFolder, defaultName: string, options: ModelOptions = {}): OpenedModel {
  refuseMislabelled(folder.vocab, 'vocab', 'pickle');
  refuseMislabelled(folder.model, 'model', 'pickle');
  refuseMislabelled(folder['embeddings.npy'], 'embeddings.npy', 'npy');
  const words = readWords(folder.vocab);
  const tensors = readTensors(folder.model);
  const [fourD = 0, e = 0] = matrixShape(tensors, 'Wxh_Left');
  if (fourD % 4 !== 0) {
    throw formatError('model Wxh_Left', 'does not have four gates', { expected: '4d rows', found: shapeText([fourD, e]) });
  }
  const d = fourD / 4;
  const [C = 0] = matrixShape(tensors, 'Why_Left');
  const embeddings = openNpy(folder['embeddings.npy'], 'embeddings.npy');
  if (embeddings.refusal) throw embeddings.refusal;
  checkShape(embeddings.shape, [words.length, e], 'embeddings.npy');
  const settle = () => {
    const classes = C === SST_CLASSES.length ? { defaultClasses: SST_CLASSES } : {};
    const found = { words, defaultName, outputs: C, ...classes, embeddingSize: e };
    return { config: settleConfig(options, {}, found), gateOrder: settleGateOrder(options, {}, USUAL_GATE_ORDER) };
  };
  return {
    format: 'reference program’s folder',
    words,
    vocabulary: 'pickle',
    doubts: [],
    idShift: null,
    tensors: null,
    roles: {},
    choices: [],
    replan: null,
    layers: openedLstm(lstmLayers(d, true, C), [...tensors.keys()], /^Why_/),
    notes: [],
    settle,
    read: (onHashed) => {
      const { config, gateOrder } = settle();
      const table = { shape: embeddings.shape, data: embeddings.read() };
      checkTensor(table, [words.length, e], 'embeddings.npy');
      return {
        config,
        words,
        embeddings: table.data,
        layers: lstmNetwork(
          {
            left: readDirection(tensors, 'Left', { e, d, C }, gateOrder),
            right: readDirection(tensors, 'Right', { e, d, C }, gateOrder),
            outputBias: null,
          },
          d,
          C,
        ),
        sha256: hashFiles([folder['embeddings.npy'], folder.model], onHashed),
      };
    },
  };
}

/** Throws ModelFormatError. */
export function readReferenceFolder(
  folder: ReferenceFolder,
  defaultName = 'reference model',
  options: ModelOptions = {},
): ModelData {
  return openReferenceFolder(folder, defaultName, options).read();
}

function readWords(bytes: Uint8Array): string[] {
  const value = readPickle(bytes, 'vocab');
  if (typeof value !== 'object' || value?.kind !== 'list') {
    throw formatError('vocab', 'is not a list of words', { expected: 'a pickled list', found: kindOf(value) });
  }
  const words = value.items.map((item, id) => {
    const word = asText(item);
    if (word === null) throw formatError(`vocab position ${id}`, 'is not a word', { expected: 'str', found: kindOf(item) });
    return word;
  });
  checkDistinctWords(words, 'vocab', 'positions', 0);
  return words;
}

function readTensors(bytes: Uint8Array): Map<string, Tensor> {
  const value = readPickle(bytes, 'model');
  if (typeof value !== 'object' || value?.kind !== 'dict') {
    throw formatError('model', 'is not a dict of arrays', { expected: 'a pickled dict', found: kindOf(value) });
  }
  const tensors = new Map<string, PickleArray>();
  for (const [key, item] of value.entries) {
    // As the reference program does: entries it does not know are left alone.
    if (typeof key === 'string' && typeof item === 'object' && item?.kind === 'ndarray') tensors.set(key, item);
  }
  return tensors;
}

function matrixShape(tensors: ReadonlyMap<string, Tensor>, name: string): readonly number[] {
  const tensor = tensors.get(name);
  if (tensor?.shape.length === 2) return tensor.shape;
  const found = tensor === undefined ? listing([...tensors.keys()]) : shapeText(tensor.shape);
  throw formatError(`model ${name}`, tensor === undefined ? 'is missing' : 'is not a matrix', { expected: 'a matrix', found });
}

function readDirection(
  tensors: ReadonlyMap<string, Tensor>,
  side: 'Left' | 'Right',
  { e, d, C }: { readonly e: number; readonly d: number; readonly C: number },
  gateOrder: string,
): DirectionTensors {
  const take = (name: string, shape: readonly number[]) => takeTensor(tensors, `${name}_${side}`, shape, 'model');
  const gates = (name: string, shape: readonly number[]) => toModelGates(take(name, shape), gateOrder);
  return {
    weightIh: gates('Wxh', [4 * d, e]),
    weightHh: gates('Whh', [4 * d, d]),
    bias: sum(gates('bxh', [4 * d]), gates('bhh', [4 * d])),
    output: take('Why', [C, d]),
  };
}
