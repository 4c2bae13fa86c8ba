/** Models as named tensors beside a vocabulary: PyTorch's state_dict (.pt, .pth), .safetensors and .npz, with or without a config.json. */
import { shapeText } from '../model/check-model.ts';
import type { DirectionTensors, ModelConfig, ModelData, ModelFile } from '../model/model-data.ts';
import { numberedClasses } from './class-names.ts';
import { formatError } from './format-error.ts';
import { parseGateOrder, toModelGates } from './gate-order.ts';
import { type PartialConfig, parsePartialConfig } from './native-config.ts';
import { readNpz } from './npz.ts';
import { readSafetensors } from './safetensors.ts';
import { hashFiles } from './sha256.ts';
import { checkShape, checkTensor, type NamedTensors, sum } from './tensor.ts';
import { assignRoles, type RoleAssignment, type RoleOptions, type TensorRole } from './tensor-roles.ts';
import { readTorchFile } from './torch-file.ts';
import { areLowerCased, guessUnknownWord } from './vocabulary.ts';
import { parseVocabularyFile } from './vocabulary-file.ts';
import type { InflateBudget } from './zip.ts';

/** PyTorch's order, and Keras'. */
const USUAL_GATE_ORDER = 'ifgo';

/** What a user may correct: see RoleOptions. */
export type RoleCorrections = Omit<RoleOptions, 'vocabularySize'>;

export interface NamedModelFiles {
  readonly weights: ModelFile;
  readonly vocabulary: ModelFile;
  readonly config: ModelFile | undefined;
}

/** The tensors of a .pt, .pth, .safetensors or .npz file. Throws ModelFormatError. */
export function readNamedTensors({ name, bytes }: ModelFile, budget?: InflateBudget): NamedTensors {
  if (/\.npz$/i.test(name)) return readNpz(bytes, name, budget);
  if (!/\.safetensors$/i.test(name)) return readTorchFile(bytes, name, budget);
  return new Map([...readSafetensors(bytes, name)].map(([key, { shape, data }]) => [key, { shape, read: () => data }]));
}

/** File names are base names. Throws ModelFormatError. */
export function readNamedModel(files: NamedModelFiles, corrections: RoleCorrections = {}, budget?: InflateBudget): ModelData {
  const given = files.config === undefined ? {} : parsePartialConfig(files.config.bytes);
  const words = parseVocabularyFile(files.vocabulary.bytes, files.vocabulary.name);
  const file = files.weights.name;
  const tensors = readNamedTensors(files.weights, budget);
  const roles = assignRoles(tensors, { ...corrections, vocabularySize: words.length }, file);
  checkGivenSizes(given, roles);
  const reader = new RoleReader(
    tensors,
    roles,
    parseGateOrder(given.gate_order ?? USUAL_GATE_ORDER, 'config.json gate_order'),
    file,
  );
  return {
    config: makeConfig(given, roles, words, file),
    words,
    embeddings: reader.take('embedding', [words.length, roles.embeddingSize]),
    ...reader.layers(),
    sha256: hashFiles([files.weights.bytes]),
  };
}

/** A config.json may say the sizes too; it must not say others than the weights have. */
function checkGivenSizes(given: PartialConfig, roles: RoleAssignment): void {
  const pairs = [
    ['embedding_size', given.embedding_size, roles.embeddingSize],
    ['hidden_size', given.hidden_size, roles.hiddenSize],
    ['bidirectional', given.bidirectional, roles.bidirectional],
    ['classes', given.classes?.length, Math.max(2, roles.outputs)],
  ] as const;
  for (const [field, said, found] of pairs) {
    if (said === undefined || said === found) continue;
    throw formatError(`config.json ${field}`, 'does not fit the weights', {
      expected: `${found}${field === 'classes' ? ' names' : ''}`,
      found: String(said),
    });
  }
}

function makeConfig(given: PartialConfig, roles: RoleAssignment, words: readonly string[], file: string): ModelConfig {
  const unkToken = given.unk_token === undefined ? guessUnknownWord(words) : given.unk_token;
  return {
    name: given.name ?? file,
    classes: given.classes ?? numberedClasses(Math.max(2, roles.outputs)),
    embeddingSize: roles.embeddingSize,
    hiddenSize: roles.hiddenSize,
    bidirectional: roles.bidirectional,
    lowercase: given.lowercase ?? areLowerCased(words, unkToken),
    unkToken,
    metrics: given.metrics ?? {},
    license: given.license ?? null,
    training: given.training ?? {},
  };
}

/** Reads the tensor of each role, in the shape that the role has in this model. */
class RoleReader {
  private readonly tensors: NamedTensors;
  private readonly roles: RoleAssignment;
  private readonly gateOrder: string;
  private readonly file: string;

  constructor(tensors: NamedTensors, roles: RoleAssignment, gateOrder: string, file: string) {
    this.tensors = tensors;
    this.roles = roles;
    this.gateOrder = gateOrder;
    this.file = file;
  }

  take(role: TensorRole, shape: readonly number[]): Float64Array {
    const name = this.roles.names.get(role) ?? role;
    const tensor = this.tensors.get(name);
    const where = `${this.file} ${name}`;
    if (tensor === undefined) throw formatError(where, 'is missing', { expected: `shape ${shapeText(shape)}`, found: 'nothing' });
    checkShape(tensor.shape, shape, where);
    const data = tensor.read();
    checkTensor({ shape: tensor.shape, data }, shape, where);
    return data;
  }

  layers(): Pick<ModelData, 'left' | 'right' | 'outputBias'> {
    const [left, right] = this.outputs();
    return {
      left: this.direction('left', left),
      right: this.roles.bidirectional ? this.direction('right', right) : null,
      outputBias: this.roles.names.has('output.bias')
        ? twoClasses(this.take('output.bias', [this.roles.outputs]), this.roles.outputs)
        : null,
    };
  }

  private direction(side: 'left' | 'right', output: Float64Array): DirectionTensors {
    const { embeddingSize: e, hiddenSize: d, names } = this.roles;
    const gates = (role: TensorRole, shape: readonly number[]) => toModelGates(this.take(role, shape), this.gateOrder);
    const bias = (role: TensorRole) => (names.has(role) ? gates(role, [4 * d]) : new Float64Array(4 * d));
    return {
      weightIh: gates(`${side}.weight_ih`, [4 * d, e]),
      weightHh: gates(`${side}.weight_hh`, [4 * d, d]),
      bias: sum(bias(`${side}.bias_ih`), bias(`${side}.bias_hh`)),
      output: twoClasses(output, this.roles.outputs),
    };
  }

  /** The output layer's columns for each direction, [outputs, d]. */
  private outputs(): [Float64Array, Float64Array] {
    const { hiddenSize: d, outputs, bidirectional, names } = this.roles;
    if (!names.has('output.weight')) {
      const half = (role: TensorRole) => this.take(role, [outputs, d]);
      return [half('output.left'), bidirectional ? half('output.right') : new Float64Array(0)];
    }
    const width = bidirectional ? 2 * d : d;
    const weight = this.take('output.weight', [outputs, width]);
    return [columns(weight, width, 0, d), columns(weight, width, d, width)];
  }
}

/** One sigmoid output s is softmax over the two scores 0 and s: the first class has zero weights. */
function twoClasses(data: Float64Array, outputs: number): Float64Array {
  if (outputs !== 1) return data;
  const both = new Float64Array(2 * data.length);
  both.set(data, data.length);
  return both;
}

/** Columns `from` to `to` of a row-major matrix that is `width` wide. */
function columns(matrix: Float64Array, width: number, from: number, to: number): Float64Array {
  const size = to - from;
  const chosen = new Float64Array((matrix.length / width) * size);
  for (let row = 0; row * width < matrix.length; row++) {
    chosen.set(matrix.subarray(row * width + from, row * width + to), row * size);
  }
  return chosen;
}
