import type { Weights } from './model-data.ts';

/** Words whose embeddings point most nearly the same way: candidates for replacing one word by another. */
export interface WordNeighbour {
  readonly word: string;
  /** Cosine of the two embeddings, -1..1. */
  readonly similarity: number;
}

/** Some 0.3 ms of 300 numbers each. */
const WORDS_AT_A_TIME = 512;

/** Entries that are no words: `<pad>`, `</s>`, `[CLS]`. */
const MARKER = /^(<\/?[a-zA-Z]\w*>|\[[A-Z]+\])$/;

/**
 * The `limit` nearest by cosine, nearest first, then in vocabulary order; without the word itself, zero embeddings, those to
 * `skip` and other entries that are no words.
 * @param embeddings [V, e], row-major
 * @param pause called every now and then: it may let other work be done
 */
export async function nearestByEmbedding(
  embeddings: Weights,
  words: readonly string[],
  id: number,
  limit: number,
  skip: readonly string[],
  pause: () => Promise<unknown> = async () => {},
): Promise<WordNeighbour[]> {
  const size = embeddings.length / words.length;
  const own = Float64Array.from(embeddings.subarray(id * size, (id + 1) * size));
  const ownLength = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
  if (ownLength === 0 || limit <= 0) return [];
  const nearest: WordNeighbour[] = [];
  for (const [w, word] of words.entries()) {
    if (w % WORDS_AT_A_TIME === 0) await pause();
    const similarity = w === id ? Number.NaN : cosine(embeddings, w * size, own, ownLength);
    const last = nearest.length < limit ? Number.NEGATIVE_INFINITY : (nearest.at(-1)?.similarity ?? 0);
    if (!(similarity > last) || skip.includes(word) || MARKER.test(word)) continue;
    if (nearest.length >= limit) nearest.pop();
    const place = nearest.findLastIndex((other) => other.similarity >= similarity) + 1;
    nearest.splice(place, 0, { word, similarity });
  }
  return nearest;
}

/** Of the row that begins at `from` and `own`; NaN for a row of zeros. */
function cosine(rows: Weights, from: number, own: Float64Array, ownLength: number): number {
  let [product, square] = [0, 0];
  for (let k = 0; k < own.length; k++) {
    const value = rows[from + k] ?? 0;
    product += value * (own[k] ?? 0);
    square += value * value;
  }
  return product / (ownLength * Math.sqrt(square));
}
