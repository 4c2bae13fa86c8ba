/** Keras' variables as PyTorch has them: matrices transposed, cuDNN's layout undone; and the role of each, which its place tells. */
import { shapeText } from '../../model/check-model.ts';
import type { LensError } from '../../model/errors.ts';
import { formatError, gather, listing, type NamedTensors, type TensorSource } from '../basics/index.ts';
import type { RoleMapping, TensorRole } from '../roles/index.ts';
import { KERAS_SUPPORTED } from './keras-config.ts';

export interface KerasTensors {
  /** ".T" after a name: transposed; "[:n]", "[n:]": the first n numbers, the others; "(cuDNN)": its layout is undone. */
  readonly tensors: NamedTensors;
  readonly roles: RoleMapping;
  /** Why the variables are not those of a model that we compute. */
  readonly refusal: LensError | null;
}

interface Variable {
  readonly name: string;
  /** The layer, or the cell in it, that it belongs to. */
  readonly group: string;
  readonly part: string;
  readonly source: TensorSource;
}

/** Where Keras 2 and 3 keep the layers' variables, beside those of the optimiser and of metrics. */
const ROOT = /^(model_weights|layers|_layer_checkpoint_dependencies)\//;
/** Of Dropout: what its random numbers begin with. */
const SEED = /(^|\/)seed_generator/;
const CELL_PARTS = ['kernel', 'recurrent_kernel', 'bias'];

/** `datasets`: of an HDF5 file, by path. */
export function arrangeKeras(datasets: NamedTensors, file: string): KerasTensors {
  const inRoot = [...datasets].filter(([path]) => ROOT.test(path));
  const relevant = (inRoot.length > 0 ? inRoot : [...datasets]).filter(([path]) => !SEED.test(path));
  const variables = relevant.map(([path, source]) => locate(path, source));
  const book = new Arrangement();
  const cells = variables.filter(({ part }) => part === 'recurrent_kernel').map(({ group }) => group);
  const left = cells.find((group) => !isBackward(group)) ?? cells[0];
  for (const group of cells) addCell(book, variables, group, group === left ? 'left' : 'right');
  const width = cells.length * (find(variables, left ?? '', 'recurrent_kernel')?.source.shape[0] ?? 0);
  const groups = new Set(variables.map(({ group }) => group).filter((group) => !cells.includes(group)));
  for (const group of groups)
    addLayer(
      book,
      variables.filter((variable) => variable.group === group),
      width,
    );
  return { tensors: book.tensors, roles: book.roles(), refusal: refuse(variables, cells, book.denseLayers, file) };
}

function isBackward(group: string): boolean {
  return /(^|\/)backward_/.test(group);
}

/** Keras 3 numbers a layer's variables in a group "vars"; before, their names told, and ended in ":0". */
function locate(path: string, source: TensorSource): Variable {
  const name = path.replace(/^model_weights\//, '').replace(/:\d+$/, '');
  const slash = name.lastIndexOf('/');
  const part = name.slice(slash + 1);
  const above = name.slice(0, Math.max(0, slash));
  const isNumbered = above.endsWith('/vars') && /^\d+$/.test(part);
  const group = isNumbered ? above.slice(0, -'/vars'.length) : above;
  const isCell = isNumbered && /(^|\/)cell$/.test(group);
  return { name, group, part: isCell ? (CELL_PARTS[Number(part)] ?? part) : part, source };
}

function find(variables: readonly Variable[], group: string, part: string): Variable | undefined {
  return variables.find((variable) => variable.group === group && variable.part === part);
}

class Arrangement {
  readonly tensors = new Map<string, TensorSource>();
  denseLayers = 0;
  private readonly candidates = new Map<TensorRole, string[]>();

  add(name: string, source: TensorSource, role?: TensorRole): void {
    this.tensors.set(name, source);
    if (role !== undefined) this.candidates.set(role, [...(this.candidates.get(role) ?? []), name]);
  }

  /** Of the roles that one tensor alone may have. */
  roles(): RoleMapping {
    return Object.fromEntries([...this.candidates].flatMap(([role, names]) => (names.length === 1 ? [[role, names[0]]] : [])));
  }
}

function addCell(book: Arrangement, variables: readonly Variable[], group: string, side: 'left' | 'right'): void {
  const units = find(variables, group, 'recurrent_kernel')?.source.shape[0] ?? 0;
  const bias = find(variables, group, 'bias');
  const isCudnn = bias !== undefined && bias.source.shape.length === 1 && bias.source.shape[0] === 8 * units;
  for (const variable of variables.filter((candidate) => candidate.group === group)) {
    const { name, part, source } = variable;
    const role = part === 'kernel' ? 'weight_ih' : part === 'recurrent_kernel' ? 'weight_hh' : 'bias_ih';
    if (!CELL_PARTS.includes(part)) book.add(name, source);
    else if (part === 'bias' && isCudnn) {
      book.add(`${name}[:${4 * units}]`, part1d(source, 0, 4 * units), `${side}.bias_ih`);
      book.add(`${name}[${4 * units}:]`, part1d(source, 4 * units, 8 * units), `${side}.bias_hh`);
    } else if (part === 'bias') book.add(name, source, `${side}.${role}`);
    else if (isCudnn) book.add(`${name} (cuDNN)`, fromCudnn(source), `${side}.${role}`);
    else book.add(`${name}.T`, transposed(source), `${side}.${role}`);
  }
}

/** An Embedding or a Dense layer; anything else is left without a role, and so refused later. */
function addLayer(book: Arrangement, variables: readonly Variable[], width: number): void {
  const matrix = variables.find(({ part, source }) => /^(embeddings|kernel|0)$/.test(part) && source.shape.length === 2);
  const isEmbedding = matrix !== undefined && isEmbeddingMatrix(matrix, variables.length, width);
  if (matrix !== undefined && !isEmbedding) book.denseLayers++;
  for (const variable of variables) {
    const { name, part, source } = variable;
    if (variable === matrix && isEmbedding) book.add(name, source, 'embedding');
    else if (variable === matrix) book.add(`${name}.T`, transposed(source), 'output.weight');
    else if (matrix !== undefined && /^(bias|1)$/.test(part)) book.add(name, source, 'output.bias');
    else book.add(name, source);
  }
}

/** A number says nothing of the layer: its name does, or that it has one variable, with other rows than the output layer's. */
function isEmbeddingMatrix({ part, group, source }: Variable, ofLayer: number, width: number): boolean {
  if (part !== '0') return part === 'embeddings';
  return /embed[^/]*$/i.test(group) || (ofLayer === 1 && source.shape[0] !== width && !/dense[^/]*$/i.test(group));
}

function transposed(source: TensorSource): TensorSource {
  const { shape, read } = source;
  const [rows = 0, columns = 0, ...more] = shape;
  if (shape.length !== 2 || more.length > 0) return source;
  return { ...source, shape: [columns, rows], read: () => gather(read(), [columns, rows], [1, columns]) };
}

function part1d(source: TensorSource, from: number, to: number): TensorSource {
  return { ...source, shape: [to - from], read: () => source.read().subarray(from, to) };
}

/**
 * What CuDNNLSTM kept as [rows, 4d]: the numbers of a gate's columns, row by row, are the gate's matrix [d, rows] row by row, as
 * Keras' own conversion of such files has it (_convert_rnn_weights: for the recurrent kernel a transposition, being square).
 */
function fromCudnn(source: TensorSource): TensorSource {
  const { shape, read } = source;
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || columns % 4 !== 0) return source;
  return { ...source, shape: [columns, rows], read: () => gather(read(), [4, rows, columns / 4], [columns / 4, columns, 1]) };
}

function refuse(variables: readonly Variable[], cells: readonly string[], denseLayers: number, file: string): LensError | null {
  const refused = (problem: string, found: string) => formatError(file, problem, { expected: KERAS_SUPPORTED, found });
  const names = listing(variables.map(({ name, source }) => `${name} ${shapeText(source.shape)}`));
  for (const group of cells) {
    const kernel = find(variables, group, 'recurrent_kernel');
    const [units = 0, columns = 0] = kernel?.source.shape ?? [];
    if (kernel === undefined || (kernel.source.shape.length === 2 && columns === 4 * units)) continue;
    const kind =
      columns === 3 * units ? 'a GRU' : columns === units ? 'a plain recurrent layer' : 'another recurrent layer than an LSTM';
    return refused(`has ${kind}, which is not supported`, `${kernel.name} ${shapeText(kernel.source.shape)}`);
  }
  if (cells.length === 0) return refused('has no LSTM layer', names);
  const isOneLayer = cells.length === 1 || (cells.length === 2 && cells.filter(isBackward).length === 1);
  if (!isOneLayer) return refused('has stacked LSTM layers, which are not supported', listing(cells));
  return denseLayers > 1 ? refused('has more than one Dense layer, which is not supported', names) : null;
}
