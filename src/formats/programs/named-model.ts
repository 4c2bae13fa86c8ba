/** Models as named tensors beside a vocabulary: PyTorch's state_dict (.pt, .pth), .safetensors and .npz, with or without a config.json. */
import { shapeText } from '../../model/check-model.ts';
import { LensError } from '../../model/errors.ts';
import type { DirectionTensors, ModelData, ModelFile } from '../../model/model-data.ts';
import { checkShape, checkTensor, formatError, hashFiles, type NamedTensors, sum } from '../basics/index.ts';
import { type InflateBudget, openSafetensors, readNpz, readTorchFile, refuseMislabelled } from '../containers/index.ts';
import { type RoleAssignment, type RoleMapping, type TensorRole, tryRoles } from '../roles/index.ts';
import {
  checkSaidSizes,
  type ModelOptions,
  type OpenedModel,
  type PartialConfig,
  parsePartialConfig,
  settleConfig,
  settleGateOrder,
  toModelGates,
} from '../settings/index.ts';
import {
  type ReadingContext,
  type ReadVocabulary,
  readLabels,
  readVocabulary,
  wordsWithoutVocabulary,
} from '../vocabularies/index.ts';
import { firstRows } from './first-rows.ts';

/** PyTorch's order, and Keras'. */
const USUAL_GATE_ORDER = 'ifgo';

export interface NamedModelFiles {
  readonly weights: ModelFile;
  /** undefined: words are called by their ids. */
  readonly vocabulary: ModelFile | undefined;
  readonly config: ModelFile | undefined;
  /** The classes' names in a file of their own. */
  readonly labels: ModelFile | undefined;
}

/** The tensors of a .pt, .pth, .safetensors or .npz file. Throws ModelFormatError. */
function readNamedTensors({ name, bytes }: ModelFile, budget?: InflateBudget): NamedTensors {
  if (/\.npz$/i.test(name)) {
    refuseMislabelled(bytes, name, 'npz', 'zip');
    return readNpz(bytes, name, budget);
  }
  if (/\.safetensors$/i.test(name)) {
    refuseMislabelled(bytes, name, 'safetensors');
    return openSafetensors(bytes, name);
  }
  refuseMislabelled(bytes, name, 'torch', 'zip', 'pickle');
  return readTorchFile(bytes, name, budget);
}

function formatOf({ name }: ModelFile): string {
  if (/\.npz$/i.test(name)) return 'NumPy arrays (.npz)';
  return /\.safetensors$/i.test(name) ? 'safetensors' : 'PyTorch state_dict';
}

/** File names are base names. Throws ModelFormatError where a file is malformed. */
export function openNamedModel(files: NamedModelFiles, options: ModelOptions, budget?: InflateBudget): OpenedModel {
  const said = files.config === undefined ? {} : parsePartialConfig(files.config.bytes);
  const { name, bytes } = files.weights;
  const tensors = readNamedTensors(files.weights, budget);
  const embedding = options.mapping?.embedding?.replace(/\[:\d+\]$/, '') ?? embeddingByName(tensors);
  const rows = embedding === null ? undefined : tensors.get(embedding)?.shape[0];
  const vocabulary = readWords(files, { rows, idShift: options.idShift });
  const fitted = firstRows({ tensors, roles: embedding === null ? {} : { embedding } }, vocabulary.words.length);
  const table =
    vocabulary.vectors === null || embedding !== null ? fitted : withVectors(tensors, vocabulary, files.vocabulary?.name ?? '');
  return openTensors(
    { format: formatOf(files.weights), name, bytes, ...table, vocabulary, labels: labelsIn(files), said },
    options,
  );
}

/** The vocabulary of the file; without one there must be an embedding, whose rows are its words. */
export function readWords({ vocabulary, weights }: NamedModelFiles, context: ReadingContext): ReadVocabulary {
  if (vocabulary !== undefined) return readVocabulary(vocabulary.bytes, vocabulary.name, context);
  if (context.rows !== undefined) return wordsWithoutVocabulary(context.rows);
  throw formatError('files', 'are not a whole model', {
    expected: 'a vocabulary, or an embedding whose rows are its words',
    found: weights.name,
    advice: 'Missing: a vocabulary.',
  });
}

/** The names in the file of the classes' names, if there is one. */
export function labelsIn({ labels }: NamedModelFiles): readonly string[] | null {
  return labels === undefined ? null : readLabels(labels.bytes, labels.name);
}

/** The one matrix that is called an embedding, or null. */
function embeddingByName(tensors: NamedTensors): string | null {
  const found = [...tensors].filter(
    ([name, { shape }]) =>
      shape.length === 2 && /(^|[._/])(emb|embed|embeddings?|embedding_layer|word_embeddings?)([._/]|$)/i.test(name),
  );
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

/** Where the weights have no embedding, the vectors of the words are it. */
function withVectors(
  tensors: NamedTensors,
  { vectors }: ReadVocabulary,
  file: string,
): { tensors: NamedTensors; suggested: RoleMapping } {
  if (vectors === null) return { tensors, suggested: {} };
  return { tensors: new Map([...tensors, [file, vectors]]), suggested: { embedding: file } };
}

/** The tensors of a file and what goes with them. */
export interface TensorFile {
  readonly format: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly tensors: NamedTensors;
  readonly vocabulary: ReadVocabulary;
  /** The classes' names, as many as there may be. */
  readonly labels: readonly string[] | null;
  /** What a config.json says. */
  readonly said: PartialConfig;
  /** Roles that the format tells; the user's mapping goes before it. */
  readonly suggested?: RoleMapping;
  /** Why the model is none that we compute, whatever the options. */
  readonly refusal?: LensError | null;
}

/** In PyTorch's shapes: see TENSOR_ROLES. */
export function openTensors(file: TensorFile, options: ModelOptions): OpenedModel {
  const { name, vocabulary, said, tensors } = file;
  const { words, hints } = vocabulary;
  const { ignored } = options;
  const mapping = { ...unclaimed(file.suggested ?? {}, options), ...options.mapping };
  const { names, assignment } = tryRoles(tensors, { mapping, ignored, vocabularySize: words.length }, name);
  const classes = assignment instanceof LensError ? 0 : Math.max(2, assignment.outputs);
  const named = file.labels?.length === classes ? { defaultClasses: file.labels } : {};
  const settle = () => {
    if (file.refusal) throw file.refusal;
    if (assignment instanceof LensError) throw assignment;
    checkSaidSizes(said, assignment);
    const config = settleConfig(options, said, { ...assignment, ...named, words, hints, defaultName: name });
    return { config, gateOrder: settleGateOrder(options, said, USUAL_GATE_ORDER), roles: assignment };
  };
  return {
    format: file.format,
    words,
    vocabulary: vocabulary.label,
    idShift: vocabulary.idShift ?? null,
    doubts: [...vocabulary.doubts, ...labelDoubts(file.labels, classes)],
    tensors: [...tensors].map(([tensor, { shape }]) => ({ name: tensor, shape })),
    roles: Object.fromEntries(names),
    settle,
    read: () => {
      const { config, gateOrder, roles } = settle();
      const reader = new RoleReader(tensors, roles, gateOrder, name);
      const embeddings = reader.take('embedding', [words.length, roles.embeddingSize]);
      return { config, words, embeddings, ...reader.layers(), sha256: hashFiles([file.bytes]) };
    },
  };
}

function labelDoubts(labels: readonly string[] | null, classes: number): string[] {
  if (labels === null || classes === 0 || labels.length === classes) return [];
  return [
    `There are names for ${labels.length} classes, but the model has ${classes}: they were left alone. Are they another model’s?`,
  ];
}

/** The suggestions whose tensors the user has not given another place. */
function unclaimed(suggested: RoleMapping, { mapping = {}, ignored = [] }: ModelOptions): RoleMapping {
  const claimed = new Set([...Object.values(mapping), ...ignored]);
  return Object.fromEntries(Object.entries(suggested).filter(([, name]) => !claimed.has(name)));
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
