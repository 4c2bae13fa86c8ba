/** The native format: config.json, model.safetensors, vocab.txt (docs: architecture, 'Native model format'). Format 2 is written. */
import type { ModelConfig, ModelData } from '../../model/model-data.ts';
import { type DirectionTensors, lstmLayers, lstmNetwork, sum } from '../../model/one-lstm.ts';
import { formatError, hashFiles, listing, type NamedTensors, shorten, type Tensor, takeTensor } from '../basics/index.ts';
import { openSafetensors, readSafetensors, refuseMislabelled } from '../containers/index.ts';
import {
  configNotes,
  type ModelOptions,
  type NativeConfig,
  type OpenedModel,
  parseConfig,
  settleConfig,
  settleGateOrder,
  toModelGates,
} from '../settings/index.ts';
import { parseVocabulary } from '../vocabularies/index.ts';
import { checkWordCount, type NativeFolder, openLayers } from './native-network.ts';
import { openedLstm } from './opened-lstm.ts';

const WEIGHTS = 'model.safetensors';

interface Settled {
  readonly config: ModelConfig;
  readonly hiddenSize: number;
  readonly gateOrder: string;
}

/** Throws ModelFormatError where a file is malformed. */
export function openNativeFolder(folder: NativeFolder, options: ModelOptions = {}): OpenedModel {
  refuseMislabelled(folder[WEIGHTS], WEIGHTS, 'safetensors');
  refuseMislabelled(folder['config.json'], 'config.json');
  const said = parseConfig(folder['config.json']);
  const readsNumbers = 'layers' in said && said.input === 'numbers';
  if (!readsNumbers) refuseMislabelled(folder['vocab.txt'], 'vocab.txt');
  if ('layers' in said) return openLayers(said, folder, options);
  const words = parseVocabulary(folder['vocab.txt'], 'vocab.txt');
  const sources = openSafetensors(folder[WEIGHTS], WEIGHTS);
  checkNames(sources, said.bidirectional);
  for (const { refusal } of sources.values()) if (refusal) throw refusal;
  const settle = () => {
    const config = settleConfig(options, said, {
      words,
      defaultName: said.name,
      outputs: countOutputs(sources, said),
      embeddingSize: said.embedding_size,
    });
    checkWordCount(sources, words.length);
    return { config, hiddenSize: said.hidden_size, gateOrder: settleGateOrder(options, said, said.gate_order) };
  };
  return {
    format: 'LRP Lens folder',
    words,
    vocabulary: 'vocab.txt',
    doubts: [],
    idShift: null,
    tensors: null,
    roles: {},
    choices: [],
    replan: null,
    layers: openedLstm(
      lstmLayers(said.hidden_size, said.bidirectional, countOutputs(sources, said)),
      [...sources.keys()].filter((name) => name !== 'embeddings'),
      /^output\./,
    ),
    notes: configNotes(said),
    settle,
    read: (onHashed) => {
      const settled = settle();
      const tensors = readSafetensors(folder[WEIGHTS], WEIGHTS);
      return {
        ...readTensors(tensors, words.length, settled, said.bidirectional),
        words,
        sha256: hashFiles([folder[WEIGHTS]], onHashed),
      };
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
  settled: Settled,
  bidirectional: boolean,
): Omit<ModelData, 'words' | 'sha256'> {
  const { config, hiddenSize } = settled;
  const C = config.classes.length;
  const parts = {
    left: readDirection(tensors, 'left', settled),
    right: bidirectional ? readDirection(tensors, 'right', settled) : null,
    outputBias: tensors.has('output.bias') ? takeTensor(tensors, 'output.bias', [C], WEIGHTS) : null,
  };
  return {
    config,
    embeddings: takeTensor(tensors, 'embeddings', [V, config.embeddingSize], WEIGHTS),
    layers: lstmNetwork(parts, hiddenSize, C),
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

function readDirection(
  tensors: ReadonlyMap<string, Tensor>,
  side: 'left' | 'right',
  { config, hiddenSize: d, gateOrder }: Settled,
): DirectionTensors {
  const { embeddingSize: e, classes } = config;
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
