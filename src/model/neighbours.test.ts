import { describe, expect, it } from 'vitest';
import { nearestByEmbedding } from './neighbours.ts';

const words = ['warm', 'hot', 'cold', 'nothing', '<unk>', '<pad>', 'mild', 'warmer', 'unknown'];
const rows = [
  [1, 0],
  [1, 1],
  [-2, 0],
  [0, 0],
  [1, 0],
  [1, 0],
  [2, 2],
  [5, 0],
  [1, 0.01],
];
const embeddings = Float64Array.from(rows.flat());

function nearest(id: number, limit: number) {
  return nearestByEmbedding(embeddings, words, id, limit, ['unknown']);
}

describe('nearestByEmbedding', () => {
  it('sorts by cosine, then as in the vocabulary, without the word itself, markers and zero embeddings', async () => {
    const found = await nearest(0, 10);
    expect(found.map(({ word }) => word)).toEqual(['warmer', 'hot', 'mild', 'cold']);
    for (const [k, cosine] of [1, Math.SQRT1_2, Math.SQRT1_2, -1].entries()) {
      expect(found[k]?.similarity).toBeCloseTo(cosine, 14);
    }
  });

  it('gives no more than asked for', async () => {
    expect((await nearest(0, 2)).map(({ word }) => word)).toEqual(['warmer', 'hot']);
    expect(await nearest(0, 0)).toEqual([]);
    expect(await nearest(0, -1)).toEqual([]);
  });

  it('has nothing to say about a zero embedding', async () => {
    expect(await nearest(3, 5)).toEqual([]);
  });

  it('leaves out entries that are no words, and only these', async () => {
    const odd = ['a', '</s>', '[MASK]', '<UNK>', '<', '[', '<3', '...', '-lrb-', '[sic]'];
    const same = new Float64Array(odd.length).fill(1);
    const found = await nearestByEmbedding(same, odd, 0, 20, []);
    expect(found.map(({ word }) => word)).toEqual(['<', '[', '<3', '...', '-lrb-', '[sic]']);
  });

  it('lets other work be done, more often the more words there are', async () => {
    let pauses = 0;
    const pause = async () => void pauses++;
    const many = Array.from({ length: 5000 }, (_, w) => `w${w}`);
    await nearestByEmbedding(new Float32Array(10_000).fill(1), many, 0, 5, [], pause);
    expect(pauses).toBeGreaterThan(8);
  });
});
