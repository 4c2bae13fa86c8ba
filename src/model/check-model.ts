import { LensError } from './errors.ts';
import type { DirectionTensors, ModelConfig, ModelData } from './model-data.ts';

/** A prediction is kept in a byte (Classification.predicted). */
export const MAX_CLASSES = 256;

/** Throws a ModelFormatError unless e, d, V >= 1, C >= 2 and the entries it names are words. */
export function checkConfig(config: ModelConfig, words: readonly string[]): void {
  const { classes, embeddingSize: e, hiddenSize: d, unkToken, paddingId } = config;
  const C = classes.length;
  const V = words.length;
  checkCount(C, 2, 'classes');
  if (C > MAX_CLASSES) throw modelError('classes', 'are too many', `at most ${MAX_CLASSES}`, String(C));
  checkDistinctClasses(classes);
  checkCount(e, 1, 'embedding_size');
  checkCount(d, 1, 'hidden_size');
  checkCount(V, 1, 'vocabulary');
  if (unkToken !== null && !words.includes(unkToken)) {
    throw modelError('unk_token', 'is not in the vocabulary', `one of its ${V} words`, JSON.stringify(unkToken));
  }
  if (paddingId !== null && words[paddingId] === undefined) {
    throw modelError('padding_id', 'is no id of the vocabulary', `0 to ${V - 1}`, String(paddingId));
  }
}

/**
 * Throws a ModelFormatError unless `checkConfig` agrees, all sizes of `data` fit each other and every number is finite.
 * Tensors are called as in the native format, so `left.weight_ih [3, 7]` is row 3, column 7 of Wxh in the order i, g, f, o.
 */
export function checkModel(data: ModelData): void {
  const { config, words } = data;
  const { embeddingSize: e, hiddenSize: d, bidirectional } = config;
  const C = config.classes.length;
  const V = words.length;
  checkConfig(config, words);
  checkTensor(data.embeddings, [V, e], 'embeddings');
  checkDirection(data.left, 'left', e, d, C);
  if (bidirectional !== (data.right !== null)) {
    const found = data.right === null ? 'no right direction' : 'a right direction';
    throw modelError('right', 'does not fit the configuration', `bidirectional to be ${!bidirectional}`, found);
  }
  if (data.right !== null) checkDirection(data.right, 'right', e, d, C);
  if (data.outputBias !== null) checkTensor(data.outputBias, [C], 'output.bias');
}

function checkDirection(tensors: DirectionTensors, side: 'left' | 'right', e: number, d: number, C: number): void {
  checkTensor(tensors.weightIh, [4 * d, e], `${side}.weight_ih`);
  checkTensor(tensors.weightHh, [4 * d, d], `${side}.weight_hh`);
  checkTensor(tensors.bias, [4 * d], `${side}.bias_ih + ${side}.bias_hh`);
  checkTensor(tensors.output, [C, d], `output.${side}`);
}

function checkTensor(values: Float64Array, shape: readonly number[], where: string): void {
  const expected = shape.reduce((product, size) => product * size, 1);
  if (values.length !== expected) {
    throw modelError(where, 'has the wrong size', `${expected} numbers, shape ${shapeText(shape)}`, `${values.length} numbers`);
  }
  checkFinite(values, shape, where);
}

/** Throws a ModelFormatError that names the first element of `values` (row-major, of shape `shape`) that is NaN or infinite. */
export function checkFinite(values: Float64Array, shape: readonly number[], where: string): void {
  for (let at = 0; at < values.length; at++) {
    if (Number.isFinite(values[at])) continue;
    const found = String(values[at]);
    throw modelError(where, `holds ${found} at ${shapeText(position(at, shape))}`, 'finite numbers', found);
  }
}

/** The multi-index of element `at`. */
function position(at: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = at;
  for (const size of [...shape].reverse()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}

function checkDistinctClasses(classes: readonly string[]): void {
  const again = classes.find((name, index) => classes.indexOf(name) !== index);
  if (again !== undefined) throw modelError('classes', 'name a class twice', 'distinct names', JSON.stringify(again));
}

function checkCount(count: number, least: number, where: string): void {
  if (Number.isSafeInteger(count) && count >= least) return;
  throw modelError(where, 'is not a size a model can have', `a whole number >= ${least}`, String(count));
}

export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

function modelError(where: string, problem: string, expected: string, found: string): LensError {
  return new LensError({ name: 'ModelFormatError', where, problem, expected, found });
}
