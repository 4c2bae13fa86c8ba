/** Models as named tensors beside a vocabulary: PyTorch's state_dict (.pt, .pth), .safetensors and .npz, with or without a config.json. */
import { shapeText } from '../../model/check-model.ts';
import { LensError } from '../../model/errors.ts';
import type { LayerData, ModelFile, Weights } from '../../model/model-data.ts';
import { columns, type DirectionTensors, lstmNetwork, sum } from '../../model/one-lstm.ts';
import { withZeroClass, zeros } from '../../model/weights.ts';
import { checkShape, checkTensor, formatError, hashFiles, type NamedTensors } from '../basics/index.ts';
import { type InflateBudget, openSafetensors, readNpz, refuseMislabelled } from '../containers/index.ts';
import type { RoleAssignment, RoleMapping, TensorRole } from '../roles/index.ts';
import {
  checkSaidSizes,
  type ModelOptions,
  nameNotes,
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
import { findRoles } from './find-roles.ts';
import { firstRows } from './first-rows.ts';
import { openPytorchWeights } from './pytorch-model.ts';

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

type NamedWeights = Pick<TensorFile, 'format' | 'tensors' | 'refusal' | 'notes'>;

/** The tensors of a .pt, .pth, .bin, .safetensors or .npz file. Throws ModelFormatError. */
function readNamedTensors(file: ModelFile, options: ModelOptions, budget?: InflateBudget): NamedWeights {
  const { name, bytes } = file;
  if (/\.npz$/i.test(name)) {
    refuseMislabelled(bytes, name, 'npz', 'zip');
    return { format: 'NumPy arrays (.npz)', tensors: readNpz(bytes, name, budget) };
  }
  if (/\.safetensors$/i.test(name)) {
    refuseMislabelled(bytes, name, 'safetensors');
    return { format: 'safetensors', tensors: openSafetensors(bytes, name) };
  }
  refuseMislabelled(bytes, name, 'torch', 'zip', 'pickle');
  return openPytorchWeights(file, options, budget);
}

/** File names are base names. Throws ModelFormatError where a file is malformed. */
export function openNamedModel(files: NamedModelFiles, options: ModelOptions, budget?: InflateBudget): OpenedModel {
  const said = files.config === undefined ? {} : parsePartialConfig(files.config.bytes);
  const { name, bytes } = files.weights;
  const read = readNamedTensors(files.weights, options, budget);
  const { tensors } = read;
  const embedding = options.mapping?.embedding?.replace(/\[:\d+\]$/, '') ?? embeddingByName(tensors);
  const rows = embedding === null ? undefined : tensors.get(embedding)?.shape[0];
  const vocabulary = readWords(files, { rows, idShift: options.idShift });
  const fitted = firstRows({ tensors, roles: embedding === null ? {} : { embedding } }, vocabulary.words.length);
  const table =
    vocabulary.vectors === null || embedding !== null ? fitted : withVectors(tensors, vocabulary, files.vocabulary?.name ?? '');
  return openTensors({ ...read, name, bytes, ...table, vocabulary, labels: labelsIn(files), said }, options);
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
  /** What was left alone, a sentence each. */
  readonly notes?: readonly string[];
}

/** In PyTorch's shapes: see TENSOR_ROLES. */
export function openTensors(file: TensorFile, options: ModelOptions): OpenedModel {
  const { name, vocabulary, said, tensors } = file;
  const { words, hints } = vocabulary;
  const { ignored, ignoreOthers } = options;
  const mapping = { ...unclaimed(file.suggested ?? {}, options), ...options.mapping };
  const found = findRoles(tensors, { mapping, ignored, ignoreOthers, vocabularySize: words.length }, name);
  const { names, assignment } = found;
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
    tensors: found.numbers,
    roles: Object.fromEntries(names),
    notes: [...nameNotes(said), ...(file.notes ?? []), ...found.notes],
    settle,
    read: () => {
      const { config, gateOrder, roles } = settle();
      const reader = new RoleReader(tensors, roles, gateOrder, name);
      const embeddings = reader.take('embedding', [words.length, roles.embeddingSize]);
      return { config, words, embeddings, layers: reader.layers(), sha256: hashFiles([file.bytes]) };
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

  take(role: TensorRole, shape: readonly number[]): Weights {
    const name = this.roles.names.get(role) ?? role;
    const tensor = this.tensors.get(name);
    const where = `${this.file} ${name}`;
    if (tensor === undefined) throw formatError(where, 'is missing', { expected: `shape ${shapeText(shape)}`, found: 'nothing' });
    checkShape(tensor.shape, shape, where);
    const data = tensor.read();
    if (tensor.kind === 'whole') checkExact(data, where);
    checkTensor({ shape: tensor.shape, data }, shape, where);
    return data;
  }

  layers(): LayerData[] {
    const [left, right] = this.outputs();
    const parts = {
      left: this.direction('left', left),
      right: this.roles.bidirectional ? this.direction('right', right) : null,
      outputBias: this.roles.names.has('output.bias')
        ? twoClasses(this.take('output.bias', [this.roles.outputs]), this.roles.outputs)
        : null,
    };
    return lstmNetwork(parts, this.roles.hiddenSize, Math.max(2, this.roles.outputs));
  }

  private direction(side: 'left' | 'right', output: Weights): DirectionTensors {
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
  private outputs(): [Weights, Weights] {
    const { hiddenSize: d, outputs, bidirectional, names } = this.roles;
    if (!names.has('output.weight')) {
      const half = (role: TensorRole) => this.take(role, [outputs, d]);
      return [half('output.left'), bidirectional ? half('output.right') : zeros(true, 0)];
    }
    const width = bidirectional ? 2 * d : d;
    const weight = this.take('output.weight', [outputs, width]);
    return [columns(weight, width, 0, d), columns(weight, width, d, width)];
  }
}

/** Beyond 2^53 a double does not hold every whole number. */
function checkExact(data: Weights, where: string): void {
  const at = data.findIndex((value) => !Number.isSafeInteger(value));
  if (at < 0) return;
  throw formatError(where, 'holds whole numbers that cannot be read exactly', {
    expected: `at most ${Number.MAX_SAFE_INTEGER} in size`,
    found: String(data[at]),
  });
}

function twoClasses(data: Weights, outputs: number): Weights {
  return outputs === 1 ? withZeroClass(data) : data;
}
