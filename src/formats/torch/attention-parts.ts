/** Additive attention (Bahdanau et al. 2015; over one sequence as in Yang et al. 2016) by its parts, which programs call and keep in many ways. */
import { shapeText } from '../../model/check-model.ts';
import { shorten } from '../basics/index.ts';
import {
  type AttentionBlock,
  type Block,
  type Blocks,
  type DenseBlock,
  type Obstacle,
  type Shapes,
  tensorNames,
} from './block.ts';

/** What is called attention must be one that is known. */
const NAME = /(^|[^a-z])atte?n?(?![a-z])|attention|attn|context/i;
/** Parts of one may be called so; other layers too. */
const PART = /(^|[._/])(energy|align|alpha|scores?|query|[uvw]|[uw]_[aw]|word_weight)([._/]|$)/i;

/** A matrix over the rows, and how it stands in the file. */
interface Weights {
  readonly name: string;
  readonly reads: number;
  readonly size: number;
  readonly weight: string;
  readonly isTransposed: boolean | null;
  readonly bias: string | null;
}

interface Vector {
  readonly size: number;
  readonly vector: string;
  readonly idle: string | null;
}

/**
 * The blocks in each way in which attention may be among them, in the place of its first part, the likeliest way first. What is called
 * attention and cannot be one is an obstacle in all of them.
 * @param width numbers a row that the attention reads; null: not known
 */
export function* withAttention(found: Blocks, shapes: Shapes, width: number | null): Generator<Blocks> {
  const strict = partsCalled(found, (name) => NAME.test(name));
  const isCalled = [...strict.dense.flatMap(tensorNames), ...strict.raw].some((name) => (shapes.get(name) ?? []).length > 0);
  for (const parts of [strict, partsCalled(found, (name) => NAME.test(name) || PART.test(name))]) {
    const made = fromParts(parts, shapes, width);
    if (made !== null && !('text' in made)) yield withParts(found, parts, made);
  }
  if (!isCalled) {
    yield found;
    for (const [start, end] of pairsOf(found.blocks)) {
      yield withParts(found, { dense: [start, end], raw: [] }, join(weightsOf(start), vectorOf(end)));
    }
    return;
  }
  const tensors = [...strict.dense.flatMap(tensorNames), ...strict.raw];
  const known = fromParts(strict, shapes, width);
  const obstacle = known !== null && 'text' in known ? known : { text: unknownParts(tensors, shapes), tensors };
  yield { ...withParts(found, strict, null), obstacles: [...found.obstacles, obstacle] };
}

/** Layers and parameters that may make an attention. */
interface Candidates {
  readonly dense: readonly DenseBlock[];
  readonly raw: readonly string[];
}

function partsCalled({ blocks, raw }: Blocks, called: (name: string) => boolean): Candidates {
  const named = blocks.filter((block): block is DenseBlock => block.kind === 'dense' && called(block.name));
  const loose = named.filter(({ isLoose }) => isLoose).flatMap(tensorNames);
  return { dense: named.filter(({ isLoose }) => !isLoose), raw: [...raw.filter(called), ...loose] };
}

/** Those that make it go out, and it takes the place of the first. */
function withParts(found: Blocks, { dense, raw }: Candidates, made: AttentionBlock | null): Blocks {
  const gone = new Set([...raw, ...dense.flatMap(tensorNames)]);
  const blocks = found.blocks.filter((block) => block === dense[0] || !tensorNames(block).every((name) => gone.has(name)));
  const placed =
    dense[0] === undefined
      ? [...blocks, ...(made ? [made] : [])]
      : blocks.flatMap((block) => (block === dense[0] ? (made ?? []) : block));
  return { ...found, raw: found.raw.filter((name) => !gone.has(name)), blocks: placed };
}

/** Attention that is not called so: a dense layer, and one to a single number that reads it, with layers after them. */
function pairsOf(blocks: readonly Block[]): [DenseBlock, DenseBlock][] {
  const dense = blocks.filter((block): block is DenseBlock => block.kind === 'dense');
  const ends = dense.slice(0, -1).filter(({ gives, reads }) => gives === 1 && reads > 1);
  return ends.slice(0, MOST_PAIRS).flatMap((end) =>
    dense
      .filter((first) => first !== end && first.gives === end.reads)
      .slice(0, MOST_PAIRS)
      .map((first): [DenseBlock, DenseBlock] => [first, end]),
  );
}

const MOST_PAIRS = 4;
/** A matrix, a bias, a vector; the weights and biases of two layers. */
const MOST_PARTS = 4;

function fromParts({ dense, raw }: Candidates, shapes: Shapes, width: number | null): AttentionBlock | Obstacle | null {
  if (dense.length + raw.length > MOST_PARTS) return null;
  const vectors = raw.flatMap((name) => rawVector(name, shapes.get(name) ?? []));
  const matrices = raw.filter((name) => isMatrix(shapes.get(name) ?? []));
  const [first, second] = dense;
  if (dense.length === 2 && raw.length === 0 && first && second) {
    const [end, start] = first.gives === 1 && first.reads === second.gives ? [first, second] : [second, first];
    return end.gives === 1 && end.reads === start.gives ? join(weightsOf(start), vectorOf(end)) : null;
  }
  if (first !== undefined && dense.length === 1 && matrices.length === 0) {
    if (first.gives === 1 && raw.length === 0) {
      const tensors = first.bias === null ? [first.weight] : [first.weight, first.bias];
      return { text: `${shorten(first.name)} (attention by one linear layer, without a tanh and a vector)`, tensors };
    }
    const [vector, ...more] = vectors;
    return vector !== undefined && more.length === 0 && vector.size === first.gives ? join(weightsOf(first), vector) : null;
  }
  const [matrix] = matrices;
  return dense.length === 0 && matrix !== undefined && matrices.length === 1 ? fromRaw(matrix, vectors, shapes, width) : null;
}

/** Parameters by themselves: rows are multiplied by W [n, m], then by u [m]; a bias [m] may be between. */
function fromRaw(matrix: string, vectors: readonly Vector[], shapes: Shapes, width: number | null): AttentionBlock | null {
  const [rows = 0, columns = 0] = shapes.get(matrix) ?? [];
  const isTransposed =
    rows === columns ? null : width === rows || (width !== columns && vectors.some(({ size }) => size === columns));
  const [reads, size] = isTransposed === false ? [columns, rows] : [rows, columns];
  const biases = vectors.filter(({ vector }) => /bias|(^|[._/])b(_\w+)?$|_b$/i.test(vector));
  const others = vectors.filter((vector) => !biases.includes(vector));
  const [only, ...more] = others;
  const [bias, ...further] = biases;
  if (only === undefined || more.length > 0 || further.length > 0 || only.size !== size || (bias && bias.size !== size))
    return null;
  const weights = { name: matrix, reads, size, weight: matrix, isTransposed, bias: bias?.vector ?? null };
  return join(weights, only);
}

function isMatrix(shape: readonly number[]): boolean {
  return shape.length === 2 && !shape.includes(1) && !shape.includes(0);
}

/** [m], [m, 1] or [1, m]. */
function rawVector(name: string, shape: readonly number[]): Vector[] {
  const size = shape.reduce((product, side) => product * side, 1);
  const isVector = shape.length === 1 || (shape.length === 2 && shape.includes(1));
  return isVector && size > 0 ? [{ size, vector: name, idle: null }] : [];
}

function weightsOf({ name, reads, gives, weight, bias }: DenseBlock): Weights {
  return { name, reads, size: gives, weight, isTransposed: false, bias };
}

/** Its bias shifts the weights of all positions alike before the softmax. */
function vectorOf({ reads, weight, bias }: DenseBlock): Vector {
  return { size: reads, vector: weight, idle: bias };
}

function join({ name, reads, size, weight, isTransposed, bias }: Weights, { vector, idle }: Vector): AttentionBlock {
  return { kind: 'attention', name, reads, gives: reads, size, weight, isTransposed, bias, vector, idle };
}

function unknownParts(tensors: readonly string[], shapes: Shapes): string {
  const described = tensors.slice(0, 4).map((name) => `${shorten(name)} ${shapeText(shapes.get(name) ?? [])}`);
  return `attention of unknown parts: ${described.join(', ')}`;
}
