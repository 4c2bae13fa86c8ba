import { describe, expect, it } from 'vitest';
import { Bilstm, instantiateKernels } from '../model/bilstm.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { kernelBytes, workerBytes } from './worker-memory.ts';
import { MAX_POOL_BYTES, poolSize } from './worker-pool.ts';

const SHAPES = [
  { words: 19_540, embeddingSize: 60, hiddenSize: 60, bidirectional: true },
  { words: 50_000, embeddingSize: 100, hiddenSize: 128, bidirectional: true },
  { words: 40_000, embeddingSize: 25, hiddenSize: 300, bidirectional: false },
] as const;

/** Bytes that the kernels hold once they know a model of this shape and a sentence of the longest kind. */
function held({ words, embeddingSize, hiddenSize, bidirectional }: (typeof SHAPES)[number]): number {
  const kernels = instantiateKernels();
  expect(kernels.configure(words, embeddingSize, hiddenSize, 3, bidirectional ? 2 : 1)).toBeTruthy();
  expect(kernels.reserve(508)).toBeTruthy(); // the most that leaves no room for 512: it doubles
  expect(kernels.reserve(512)).toBeTruthy();
  return kernels.memory.buffer.byteLength;
}

describe('what a worker takes', () => {
  it.each(SHAPES)('is no less than what the kernels hold, and little more: %o', (shape) => {
    const real = held(shape);
    const counted = kernelBytes(makeTinyModel(shape));
    expect(counted).toBeGreaterThanOrEqual(real);
    expect(counted).toBeLessThan(1.25 * real);
  });

  it('has the weights three times over: in the file, in the tensors and in the kernels', () => {
    const model = makeTinyModel(SHAPES[0]);
    new Bilstm(model); // it fits
    const fileBytes = 8 * model.embeddings.length;
    expect(workerBytes(model)).toBeGreaterThan(2 * fileBytes + held(SHAPES[0]));
  });

  it('limits the number of workers, so that they stay beneath the limit together', () => {
    for (const shape of SHAPES) {
      const bytes = workerBytes(makeTinyModel(shape));
      for (const cores of [1, 2, 4, 8, 64]) {
        const size = poolSize(bytes, cores);
        expect(size).toBeLessThanOrEqual(Math.min(cores, 8));
        expect(size * bytes).toBeLessThanOrEqual(MAX_POOL_BYTES);
        expect(size === Math.min(cores, 8) || (size + 1) * bytes > MAX_POOL_BYTES).toBe(true);
      }
    }
    expect(poolSize(10 * MAX_POOL_BYTES, 8)).toBe(1);
  });
});
