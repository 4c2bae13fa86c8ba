/** The words that sentences are made of, alone: stages hold their vectors each for itself. */
import type { Weights } from '../model/model-data.ts';
import { grouped } from './grouped.ts';
import type { ReferenceSentence } from './reference-text.ts';
import { idsOf, type Reading, rowsOf } from './search-readings.ts';

export class WordTable {
  /** Word ids by row. */
  readonly #ids: readonly number[];
  readonly #row: ReadonlyMap<number, number>;

  /** @param sentences whose words are all that is ever read */
  constructor(readings: readonly Reading[], sentences: readonly ReferenceSentence[]) {
    const ways = grouped(readings, ({ vocabulary }) => vocabulary);
    const ids = new Set(readings.flatMap(({ padding }) => padding?.id ?? []).concat(0));
    for (const alike of ways.values()) {
      for (const reading of new Map(alike.map((one) => [one.rules, one])).values()) {
        for (const sentence of sentences) for (const id of idsOf(reading, sentence)) if (id >= 0) ids.add(id);
      }
    }
    this.#ids = [...ids];
    this.#row = new Map(this.#ids.map((id, row) => [id, row]));
  }

  /** @param embeddings [V, size] @returns [words, size]; zeros for words without a vector */
  vectorsOf(embeddings: Weights, size: number): Weights {
    const count = this.#ids.length * size;
    const vectors = embeddings instanceof Float32Array ? new Float32Array(count) : new Float64Array(count);
    for (const [row, id] of this.#ids.entries()) vectors.set(embeddings.subarray(id * size, (id + 1) * size), row * size);
    return vectors;
  }

  /** Rows of `vectorsOf`; -1 is a row of zeros. */
  rowsOf(reading: Reading, sentence: ReferenceSentence): Int32Array {
    return rowsOf(reading, sentence).map((id) => this.#row.get(id) ?? -1);
  }
}
