/** The vectors of the words that sentences are made of, alone: stages hold them each for itself. */
import type { Weights } from '../../model/model-data.ts';
import { type Reading, rowsOf } from './readings.ts';

export class WordTable {
  /** [words, F] */
  readonly vectors: Weights;
  readonly #row: ReadonlyMap<number, number>;

  /** @param embeddings [V, size] @param sentences whose words are all that is ever read */
  constructor(embeddings: Weights, size: number, readings: readonly Reading[], sentences: readonly (readonly string[])[]) {
    const vocabularies = new Set(readings.map(({ vocabulary }) => vocabulary));
    const ids = new Set(readings.flatMap(({ padding }) => padding?.id ?? []).concat(0));
    for (const vocabulary of vocabularies) {
      for (const tokens of sentences) for (const id of vocabulary.read(tokens).ids) if (id >= 0) ids.add(id);
    }
    this.#row = new Map([...ids].map((id, row) => [id, row]));
    this.vectors = embeddings.slice(0, ids.size * size);
    for (const [id, row] of this.#row) this.vectors.set(embeddings.subarray(id * size, (id + 1) * size), row * size);
  }

  /** Rows of `vectors`; -1 is a row of zeros. */
  rowsOf(reading: Reading, tokens: readonly string[]): Int32Array {
    return rowsOf(reading, tokens).map((id) => this.#row.get(id) ?? -1);
  }
}
