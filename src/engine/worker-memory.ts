/** How much memory a worker of the experiments takes with a model: what limits how many there are. */
import type { ModelData } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { MAX_TOKENS } from './protocol.ts';

/** The weights stand in the file that is sent and in the tensors that are read from it, besides the kernels' memory. */
const COPIES = 2;
/** A word as a string, its place in the list and in the map that finds it: 70 bytes measured in V8, with 5 to 10 letters a word. */
const WORD = 80;
/** A worker of this program without a model: 3.5 MB measured in Chromium. */
const IDLE = 5_000_000;

/**
 * Bytes at the most, which is while the model is loaded. What the kernels hold is not counted but seen: the model is laid out once, with
 * room for a sentence of MAX_TOKENS words.
 */
export function workerBytes(model: ModelData): number {
  return IDLE + WORD * model.words.length + COPIES * tensorBytes(model) + new Network(model).bytesFor(MAX_TOKENS);
}

function tensorBytes({ embeddings, layers }: ModelData): number {
  const tensors = layers.flatMap((layer) => Object.values(layer.tensors));
  return [...(embeddings ? [embeddings] : []), ...tensors].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
