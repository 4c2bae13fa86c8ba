/** Runs stages in kernels of their own, and keeps as many of these as there is room for. */
import { NetworkPart, type Rows } from '../model/network-part.ts';
import { pickFinal, type Stage } from './search-stage.ts';
import type { WordTable } from './search-vectors.ts';

/** Numbers in the weights of all parts that are kept: 128 MB. Those used last stay. */
const MOST_NUMBERS = 16 * 2 ** 20;
const MOST_PARTS = 512;

interface HeldPart {
  readonly part: NetworkPart;
  readonly numbers: number;
}

export class StageRunner {
  /** Forward passes of a stage so far. */
  runs = 0;
  readonly #words: WordTable;
  readonly #parts = new Map<string, HeldPart>();
  #numbers = 0;

  constructor(words: WordTable) {
    this.#words = words;
  }

  /** @param input rows, or the ids of words @returns null: it cannot read so few, or so many, of them */
  run(stage: Stage, input: Rows | Int32Array): Rows | null {
    const count = input instanceof Int32Array ? input.length : input.count;
    if (stage.length !== null && stage.length !== count) return null;
    if (stage.read === null) return input instanceof Int32Array ? null : pickFinal(input, stage.pick);
    const part = this.#part(stage, stage.read, input instanceof Int32Array);
    this.runs++;
    return input instanceof Int32Array ? part.runWords(input) : part.runRows(input);
  }

  #part(stage: Stage, read: NonNullable<Stage['read']>, readsWords: boolean): NetworkPart {
    const { key, inputSize: size, length } = stage;
    const held = this.#parts.get(key);
    if (held) {
      this.#parts.delete(key); // to the end: it was used last
      this.#parts.set(key, held);
      return held.part;
    }
    const layers = read();
    const all = readsWords ? stage.readEmbedding() : null;
    const part = new NetworkPart(layers, { size, length, embeddings: all && this.#words.vectorsOf(all, size) });
    const numbers = layers.flatMap(({ tensors }) => Object.values(tensors)).reduce((sum, data) => sum + data.length, 0);
    this.#parts.set(key, { part, numbers });
    this.#numbers += numbers;
    this.#makeRoom(key);
    return part;
  }

  #makeRoom(kept: string): void {
    for (const [key, { numbers }] of this.#parts) {
      if (this.#numbers <= MOST_NUMBERS && this.#parts.size <= MOST_PARTS) return;
      if (key === kept) return;
      this.#parts.delete(key);
      this.#numbers -= numbers;
    }
  }
}
