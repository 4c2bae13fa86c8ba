import type { Weights } from './model-data.ts';

/** Words whose embeddings point most nearly the same way: candidates for replacing one word by another. */
export interface WordNeighbour {
  readonly word: string;
  /** Cosine of the two embeddings, -1..1. */
  readonly similarity: number;
}

/** Entries that are no words: `<pad>`, `</s>`, `[CLS]`. */
const MARKER = /^(<\/?[a-zA-Z]\w*>|\[[A-Z]+\])$/;

/**
 * The `limit` nearest by cosine, nearest first, then in vocabulary order; without the word itself, zero embeddings, those to
 * `skip` and other entries that are no words.
 * @param embeddings row-major, row w at w * stride, the first `size` numbers of each count
 */
export function nearestByEmbedding(
  embeddings: Weights,
  { size, stride }: { readonly size: number; readonly stride: number },
  words: readonly string[],
  id: number,
  limit: number,
  ...skip: readonly string[]
): WordNeighbour[] {
  const row = (w: number) => embeddings.subarray(w * stride, w * stride + size);
  const own = row(id);
  const ownLength = Math.sqrt(dot(own, own));
  if (ownLength === 0) return [];
  const found: WordNeighbour[] = [];
  for (const [w, word] of words.entries()) {
    if (w === id || skip.includes(word) || MARKER.test(word)) continue;
    const other = row(w);
    const length = Math.sqrt(dot(other, other));
    if (length > 0) found.push({ word, similarity: dot(own, other) / (ownLength * length) });
  }
  return found.sort((a, b) => b.similarity - a.similarity).slice(0, Math.max(0, limit));
}

function dot(a: Weights, b: Weights): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0);
  return sum;
}
