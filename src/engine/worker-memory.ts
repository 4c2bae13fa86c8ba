/** How much memory a worker of the experiments takes with a model: what limits how many there are. */
import type { ModelData, Weights } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { MAX_TOKENS } from './protocol.ts';

/** A word as a string, its place in the list and in the map that finds it: 70 bytes measured in V8, with 5 to 10 letters a word. */
const WORD = 80;
/** A worker of this program without a model: 3.5 MB measured in Chromium. */
const IDLE = 5_000_000;

/**
 * Bytes at the most, which is while the model is loaded: the file, in which the embeddings stay, and the layers, which are put in order before
 * they go to the kernels. What the kernels hold is not counted but seen: the model is laid out once, with room for a sentence of MAX_TOKENS
 * words.
 */
export function workerBytes(model: ModelData): number {
  const { words, embeddings, layers } = model;
  const inLayers = bytesOf(layers.flatMap(({ tensors }) => Object.values(tensors)));
  const inTable = embeddings ? bytesOf([embeddings]) : 0;
  return IDLE + WORD * words.length + inTable + 2 * inLayers + new Network(model).bytesFor(MAX_TOKENS);
}

function bytesOf(tensors: readonly Weights[]): number {
  return tensors.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
