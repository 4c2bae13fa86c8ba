import { flowOf, layerName, modelError } from './layer-flow.ts';
import { tensorsOf } from './layers.ts';
import type { ModelConfig, ModelData, Padding, Weights } from './model-data.ts';

/** A prediction is kept in a byte (Classification.predicted). */
export const MAX_CLASSES = 256;

/** Throws a ModelFormatError unless F, V and C are sizes a model can have and the entries it names are words. */
export function checkConfig(config: ModelConfig, words: readonly string[]): void {
  const { classes, embeddingSize: e, unkToken, paddingId, output, input, features, padding } = config;
  const V = words.length;
  checkCount(classes.length, output === 'softmax' ? 2 : 1, 'classes');
  if (classes.length > MAX_CLASSES) throw modelError('classes', 'are too many', `at most ${MAX_CLASSES}`, String(classes.length));
  checkDistinctClasses(classes);
  checkCount(e, 1, 'embedding_size');
  if (features !== null && features.length !== e) {
    throw modelError('features', 'do not fit the rows of numbers', `${e} names`, String(features.length));
  }
  if (input === 'tokens') checkCount(V, 1, 'vocabulary');
  if (unkToken !== null && !words.includes(unkToken)) {
    throw modelError('unk_token', 'is not in the vocabulary', `one of its ${V} words`, JSON.stringify(unkToken));
  }
  if (paddingId !== null && words[paddingId] === undefined) {
    throw modelError('padding_id', 'is not an id in the vocabulary', `0 to ${V - 1}`, String(paddingId));
  }
  if (padding === null) return;
  checkCount(padding.length, 1, 'padding length');
  if (input === 'tokens' && words[padding.id] === undefined) {
    throw modelError('padding id', 'is not an id in the vocabulary', `0 to ${V - 1}`, String(padding.id));
  }
}

/** Rows that padding makes of every sentence; null where their number is free. */
export function fixedLength({ padding }: { readonly padding: Pick<Padding, 'length' | 'masked'> | null }): number | null {
  return padding === null || padding.masked ? null : padding.length;
}

/**
 * Throws a ModelFormatError unless `checkConfig` agrees, the layers and all sizes of `data` fit each other and every number is finite.
 * Tensors are called as in the native format, so `layers.0.left.weight_ih [3, 7]` is row 3, column 7 of Wxh in the order i, g, f, o.
 */
export function checkModel(data: ModelData): void {
  const { config, words, embeddings, layers } = data;
  const { embeddingSize: e, classes } = config;
  checkConfig(config, words);
  if ((embeddings === null) !== (config.input === 'numbers')) {
    throw modelError('embeddings', 'do not fit the configuration', `"input": "${config.input}"`, embeddings ? 'a table' : 'none');
  }
  if (embeddings !== null) checkTensor(embeddings, [words.length, e], 'embeddings');
  const shapes = layers.map(({ layer }) => layer);
  const flows = flowOf(shapes, e, fixedLength(config));
  const scores = flows.at(-1)?.size;
  if (scores !== classes.length) {
    const where = layerName(shapes, shapes.length - 1);
    throw modelError(where, 'does not give one score per class', `${classes.length}, one per class`, String(scores));
  }
  for (const [index, { layer, tensors }] of layers.entries()) {
    const specs = tensorsOf(layer, flows[index]?.size ?? 0);
    const stray = Object.keys(tensors).find((name) => !specs.some((spec) => spec.name === name));
    if (stray !== undefined) {
      const known = specs.map(({ name }) => name).join(', ');
      throw modelError(layerName(shapes, index), 'has a tensor that does not belong to it', known || 'none', stray);
    }
    for (const { name, shape, isOptional } of specs) {
      const values = tensors[name];
      if (values !== undefined) checkTensor(values, shape, `layers.${index}.${name}`);
      else if (!isOptional) throw modelError(layerName(shapes, index), `has no ${name}`, `shape ${shapeText(shape)}`, 'nothing');
    }
  }
}

function checkTensor(values: Weights, shape: readonly number[], where: string): void {
  const expected = shape.reduce((product, size) => product * size, 1);
  if (values.length !== expected) {
    throw modelError(where, 'has the wrong size', `${expected} numbers, shape ${shapeText(shape)}`, `${values.length} numbers`);
  }
  checkFinite(values, shape, where);
}

/** Throws a ModelFormatError that names the first element of `values` (row-major, of shape `shape`) that is NaN or infinite. */
export function checkFinite(values: Weights, shape: readonly number[], where: string): void {
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
