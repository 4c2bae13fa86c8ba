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
  it('has the embeddings once, and none in the kernels', () => {
    for (const shape of SHAPES) {
      const model = makeTinyModel(shape);
      const kernels = new Network(model).bytesFor(512);
      const embeddings = 8 * shape.words * shape.embeddingSize;
      const layers = model.layers
        .flatMap(({ tensors }) => Object.values(tensors))
        .reduce((sum, { length }) => sum + 8 * length, 0);
      expect(workerBytes(model)).toBeGreaterThan(embeddings + kernels + layers);
      expect(workerBytes(model)).toBeLessThan(1.5 * embeddings + kernels + 3 * layers + 10e6);
      // Beyond what is kept of words met before (32 MiB), a larger vocabulary makes the kernels no larger.
      const larger = makeTinyModel({ ...shape, words: shape.words + 5000 });
      expect(new Network(larger).bytesFor(512)).toBe(kernels);
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
