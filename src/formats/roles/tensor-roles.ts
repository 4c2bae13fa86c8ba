/**
 * Which tensor is which where names do not tell the layers: the roles of the parts of a model (an embedding, one LSTM layer, one linear
 * output layer), found by an explicit mapping, by the ends of names (PyTorch's and our own) and by shapes.
 * Nothing is guessed: where two tensors would do, the choice is left to the mapping.
 */
import { shapeText } from '../../model/check-model.ts';
import { LensError } from '../../model/errors.ts';
import { formatError, shorten, type TensorSource } from '../basics/index.ts';
import { assignBiases, assignWeights } from './recurrent-roles.ts';
import { ambiguousError, isEmbeddingName, isOutputName, isRecurrentName, ONE_LSTM, RoleBook } from './role-book.ts';
import { type RoleMapping, TENSOR_ROLES, type TensorRole } from './tensor-role.ts';

export interface RoleOptions {
  /** V: rows of the embedding. */
  readonly vocabularySize: number;
  /** Overrides what names and shapes say. */
  readonly mapping?: RoleMapping | undefined;
  /** Tensors that are known to take no part; any other that is left over is refused. */
  readonly ignored?: readonly string[] | undefined;
  /** Nor does any other that is left over. */
  readonly ignoreOthers?: boolean | undefined;
  /** Left over, these are no part of another layer. */
  readonly harmless?: ReadonlySet<string> | undefined;
}

export interface RoleAssignment {
  /** The tensor chosen for each role that the model has. */
  readonly names: ReadonlyMap<TensorRole, string>;
  /** e */
  readonly embeddingSize: number;
  /** d */
  readonly hiddenSize: number;
  /** Rows of the output layer: C, or 1 for one sigmoid output. */
  readonly outputs: number;
  readonly bidirectional: boolean;
}

/** Throws a ModelFormatError that names the candidates, or what is not supported; `file` names the file in it. */
export function assignRoles(
  tensors: ReadonlyMap<string, Pick<TensorSource, 'shape'>>,
  options: RoleOptions,
  file = 'weights',
): RoleAssignment {
  const { assignment } = tryRoles(tensors, options, file);
  if (assignment instanceof LensError) throw assignment;
  return assignment;
}

/** The same, with the roles that were given before it failed. */
export function tryRoles(
  tensors: ReadonlyMap<string, Pick<TensorSource, 'shape'>>,
  options: RoleOptions,
  file: string,
): { readonly names: RoleAssignment['names']; readonly assignment: RoleAssignment | LensError } {
  const shapes = new Map([...tensors].map(([name, { shape }]) => [name, shape]));
  const book = new RoleBook(shapes, file, options.ignored ?? []);
  try {
    return { names: book.names, assignment: fillBook(book, options) };
  } catch (error) {
    if (error instanceof LensError) return { names: book.names, assignment: error };
    throw error;
  }
}

function fillBook(book: RoleBook, options: RoleOptions): RoleAssignment {
  applyMapping(book, options.mapping ?? {});
  assignWeights(book, options.vocabularySize);
  const { e, d } = recurrentSizes(book);
  assignEmbedding(book, options.vocabularySize, e);
  assignBiases(book, d);
  const bidirectional = book.has('right.weight_ih');
  const outputs = assignOutput(book, bidirectional ? 2 * d : d);
  refuseLeftOut(book, options, outputs);
  if (!options.ignoreOthers) refuseLeftovers(book, options.harmless);
  return { names: book.names, embeddingSize: e, hiddenSize: d, outputs, bidirectional };
}

function applyMapping(book: RoleBook, mapping: RoleMapping): void {
  for (const role of TENSOR_ROLES) {
    const name = mapping[role];
    if (name === undefined) continue;
    if (name === null) book.exclude(role);
    else book.assign(role, name);
  }
}

/** e and d, which the left direction has; the reader holds all other shapes against them. */
function recurrentSizes(book: RoleBook): { e: number; d: number } {
  const [rows = 0, e = 0] = book.matrixShape('left.weight_ih');
  const [, d = 0] = book.matrixShape('left.weight_hh');
  if (rows === 4 * d && d > 0 && e > 0) return { e, d };
  throw formatError(`${book.file} ${shorten(book.names.get('left.weight_ih') ?? '')}`, 'is not of an LSTM', {
    expected: `[4d, e] with d = ${d}, the columns of ${shorten(book.names.get('left.weight_hh') ?? '')}; ${ONE_LSTM}`,
    found: shapeText([rows, e]),
  });
}

function assignEmbedding(book: RoleBook, V: number, e: number): void {
  if (!book.has('embedding')) {
    const wide = book.free((shape) => shape.length === 2 && shape[1] === e);
    const fitting = wide.filter((name) => book.shape(name)[0] === V);
    const ranked = [fitting.filter(isEmbeddingName), fitting, wide.filter(isEmbeddingName), wide];
    const [only, ...others] = ranked.find((names) => names.length > 0) ?? [];
    if (only === undefined) throw book.missing('embedding', `[${V}, ${e}] (words, columns of weight_ih)`);
    if (others.length > 0) throw ambiguousError(book, 'embedding', [only, ...others]);
    book.assign('embedding', only);
  }
  const [rows] = book.matrixShape('embedding');
  if (rows === V) return;
  throw formatError('vocabulary', 'does not have a word for every embedding', {
    expected: `${rows} words (rows of ${shorten(book.names.get('embedding') ?? '')} in ${book.file})`,
    found: `${V} words`,
  });
}

/** The rows of the output layer. `width`: d for each direction. */
function assignOutput(book: RoleBook, width: number): number {
  if (!book.has('output.weight') && !book.has('output.left')) {
    if (!assignHalves(book)) assignWhole(book, width);
  }
  const [outputs = 0] = book.matrixShape(book.has('output.weight') ? 'output.weight' : 'output.left');
  assignOutputBias(book, outputs);
  return outputs;
}

/** Our own names: a matrix a direction. */
function assignHalves(book: RoleBook): boolean {
  const sides = ['left', 'right'] as const;
  for (const side of sides) if (book.isFree(`output.${side}`)) book.assign(`output.${side}`, `output.${side}`);
  return book.has('output.left');
}

function assignWhole(book: RoleBook, width: number): void {
  const fitting = book.free((shape) => shape.length === 2 && shape[1] === width).filter((name) => !isRecurrentName(name));
  const named = fitting.filter(isOutputName);
  const [only, ...others] = named.length > 0 ? named : fitting;
  if (only === undefined) throw book.missing('output.weight', `[classes, ${width}]`);
  if (others.length > 0) throw ambiguousError(book, 'output.weight', [only, ...others]);
  book.assign('output.weight', only);
}

function assignOutputBias(book: RoleBook, outputs: number): void {
  if (book.has('output.bias') || book.isExcluded('output.bias')) return;
  const weight = book.names.get('output.weight') ?? 'output.weight';
  const sibling = weight.replace(/weight$/i, 'bias');
  const fitting = book.free((shape) => shape.length === 1 && shape[0] === outputs);
  const [only, ...others] = fitting.includes(sibling) ? [sibling] : fitting;
  if (others.length > 0) throw ambiguousError(book, 'output.bias', fitting);
  if (only !== undefined) book.assign('output.bias', only);
}

/** Recurrent layers and layers on the output take part, whatever is said: without them it is another network. */
function refuseLeftOut(book: RoleBook, { ignored = [], ignoreOthers }: RoleOptions, outputs: number): void {
  const names = [...ignored, ...(ignoreOthers ? book.free(() => true) : [])];
  const found = names.filter((name) => {
    const [, columns, ...more] = book.shape(name);
    return isRecurrentName(name) || (isOutputName(name) && more.length === 0 && columns === outputs);
  });
  if (found.length === 0) return;
  throw formatError(book.file, 'would be a different network without tensors that are to be ignored', {
    expected: 'ignoring only tensors that take no part in the scores',
    found: book.listOf(found),
    advice: 'Do not ignore them.',
  });
}

/** A tensor that is left out of the arithmetic in silence makes another model of it. */
function refuseLeftovers(book: RoleBook, harmless?: ReadonlySet<string>): void {
  const left = book.free(() => true).filter((name) => !harmless?.has(name));
  if (left.length === 0) return;
  throw formatError(book.file, 'holds tensors that have no role', {
    expected: ONE_LSTM,
    found: book.listOf(left),
    advice: 'Ignore them if they take no part in the scores.',
  });
}
