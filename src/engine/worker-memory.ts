/** How much memory a worker of the experiments takes with a model: what limits how many there are. */
import type { ModelData } from '../model/model-data.ts';
import { MAX_TOKENS } from './protocol.ts';

type Shape = Pick<ModelData, 'words' | 'embeddings' | 'left' | 'right' | 'outputBias'> & {
  readonly config: Pick<ModelData['config'], 'embeddingSize' | 'hiddenSize'>;
};

/** Of a number, whatever the files hold: weights are widened once. */
const FLOAT64 = 8;
/** The weights stand in the file that is sent, in the tensors that are read from it, and in the kernels' memory. */
const COPIES = 3;
/** A word as a string, its place in the list and in the map that finds it: 70 bytes measured in V8, with 5 to 10 letters a word. */
const WORD = 80;
/** A worker of this program without a model: 3.5 MB measured in Chromium. */
const IDLE = 5_000_000;
/** Input products that the kernels keep of words met before (INPUT_CACHE_BYTES in src/kernels/memory.ts). */
const INPUT_CACHE = 32 << 20;

/** What the kernels need besides, and the end of their last page of 64 KiB. */
const SCRATCH = 1 << 18;

/** Bytes at the most, which is while the model is loaded. */
export function workerBytes(model: Shape): number {
  return IDLE + WORD * model.words.length + (COPIES - 1) * FLOAT64 * countValues(model) + kernelBytes(model);
}

/** Bytes of the kernels' memory once sentences of MAX_TOKENS words have been explained. */
export function kernelBytes(model: Shape): number {
  const { words, right } = model;
  const [e, d] = [padded(model.config.embeddingSize), padded(model.config.hiddenSize)];
  const directions = right ? 2 : 1;
  const gates = 4 * d * directions;
  const room = 2 * MAX_TOKENS; // it grows by doubling
  const weights = words.length * e + gates * (e + d) + countOutputs(model);
  const transposed = gates * d;
  const cache = Math.min(INPUT_CACHE, FLOAT64 * words.length * gates);
  // A word: what each direction computed (two rows of gates, four of states), the two lanes of a deletion scan, and gradients.
  const trace = room * (2 * gates + 8 * d * directions + 4 * d + 3 * e);
  return FLOAT64 * (weights + transposed + trace) + cache + SCRATCH;
}

function countValues({ embeddings, left, right, outputBias }: Shape): number {
  const directions = [left, right].filter((direction) => direction !== null);
  const tensors = directions.flatMap(({ weightIh, weightHh, bias, output }) => [weightIh, weightHh, bias, output]);
  return [embeddings, ...tensors, outputBias].reduce((sum, tensor) => sum + (tensor?.length ?? 0), 0);
}

function countOutputs({ left, right }: Shape): number {
  return left.output.length + (right?.output.length ?? 0);
}

/** Rows are padded to the width of the vectors. */
function padded(size: number): number {
  return Math.ceil(size / 4) * 4;
}
