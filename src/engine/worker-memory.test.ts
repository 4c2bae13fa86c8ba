import { describe, expect, it } from 'vitest';
import { Network } from '../model/network.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { workerBytes } from './worker-memory.ts';
import { MAX_POOL_BYTES, poolSize } from './worker-pool.ts';

const SHAPES = [
  { words: 19_540, embeddingSize: 60, hiddenSize: 60, bidirectional: true },
  { words: 50_000, embeddingSize: 100, hiddenSize: 128, bidirectional: true },
  { words: 40_000, embeddingSize: 25, hiddenSize: 300, bidirectional: false },
] as const;

describe('what a worker takes', () => {
  it('has the weights three times over: in the file, in the tensors and in the kernels', () => {
    for (const shape of SHAPES) {
      const model = makeTinyModel(shape);
      const kernels = new Network(model).bytesFor(512);
      const numbers = shape.words * shape.embeddingSize;
      expect(kernels).toBeGreaterThan(8 * numbers);
      expect(workerBytes(model)).toBeGreaterThan(2 * 8 * numbers + kernels);
      expect(workerBytes(model)).toBeLessThan(3 * (8 * numbers + kernels));
    }
  });

  it('has room for the longest sentence: explaining it takes no more', () => {
    const network = new Network(makeTinyModel(SHAPES[0]));
    const before = network.bytesFor(512);
    network.forward(new Int32Array(512));
    expect(network.bytesFor(512)).toBe(before);
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
