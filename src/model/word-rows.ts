/** The rows of numbers that the words of a sentence are: of the table of embeddings, or of the sentence itself. They stay outside the kernels' memory. */
import type { Kernels } from './kernels.ts';
import type { Weights } from './model-data.ts';
import { isNarrow } from './network-memory.ts';

/** In the place of a word's id: nothing is known of what stands there. */
const UNKNOWN = -2;

/**
 * The table as it is held: as float32 where that holds all its numbers, and without the rest of a file of which it is the smaller part.
 * Else it is not copied.
 */
export function heldTable(values: Weights): Weights {
  if (values instanceof Float64Array && isNarrow(values)) return Float32Array.from(values);
  return 2 * values.byteLength < values.buffer.byteLength ? values.slice() : values;
}

export class WordRows {
  readonly #kernels: Kernels;
  readonly #size: number;
  readonly #stride: number;
  #table: Weights;
  /** Of which word each row of the kernels' input is. */
  #written = new Int32Array(0);

  /** @param table [V, size] */
  constructor(kernels: Kernels, table: Weights, size: number) {
    this.#kernels = kernels;
    this.#table = table;
    this.#size = size;
    this.#stride = (size + 3) & ~3;
  }

  get table(): Weights {
    return this.#table;
  }

  /** Another table takes the place of this one. */
  replace(table: Weights): void {
    this.#table = table;
    this.#written.fill(UNKNOWN);
  }

  /** To be called whenever the kernels have made room for sentences of `length` words, or had none for it. */
  reserve(length: number, hasRoom: boolean): void {
    if (!hasRoom) this.#written = new Int32Array(0);
    else if (length > this.#written.length) this.#written = new Int32Array(length).fill(UNKNOWN);
  }

  /** Sees that the kernels' input is that of these words, of which -1 is a row of zeros. */
  write(ids: Int32Array): void {
    const size = this.#size;
    const table = this.#table;
    const inputs = new Float64Array(this.#kernels.memory.buffer, this.#kernels.inputs(), ids.length * this.#stride);
    for (let t = 0; t < ids.length; t++) {
      const id = ids[t] ?? -1;
      if (this.#written[t] === id) continue;
      this.#written[t] = id;
      const [from, to] = [id * size, t * this.#stride];
      if (id < 0) inputs.fill(0, to, to + size);
      else for (let k = 0; k < size; k++) inputs[to + k] = table[from + k] ?? Number.NaN;
    }
  }
}
