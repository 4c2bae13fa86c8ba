/** One layer of a network, or a few, in kernels of their own: rows in, rows out, for whoever puts layers together in many ways. */
import { instantiateKernels, type Kernels } from './kernels.ts';
import { type Flow, flowThrough, leastRows } from './layer-flow.ts';
import type { LayerData, Weights } from './model-data.ts';
import { NetworkMemory } from './network-memory.ts';
import { WordRows } from './word-rows.ts';

/** Rows of numbers [count, stride], of which `size` a row count; what is beyond are the kernels' own. */
export interface Rows {
  readonly values: Float64Array;
  readonly count: number;
  readonly size: number;
}

/** Numbers from one row to the next. */
function strideOf({ size }: Pick<Rows, 'size'>): number {
  return (size + 3) & ~3;
}

/** @param numbers [T][F] @param before rows of zeros before them @param count of rows in all */
export function rowsOfNumbers(numbers: readonly (readonly number[])[], before: number, count: number): Rows {
  const size = numbers[0]?.length ?? 0;
  const stride = strideOf({ size });
  const values = new Float64Array(count * stride);
  for (const [t, row] of numbers.entries()) values.set(row, (before + t) * stride);
  return { values, count, size };
}

/** What a part reads: rows of `size` numbers, as many as `length` says or, where that is null, any number. */
export type PartInput = Pick<Flow, 'size' | 'length'> & {
  /** Where they are words: their vectors [V, size]. */
  readonly embeddings?: Weights | null;
};

export class NetworkPart {
  readonly #kernels: Kernels;
  readonly #layers: readonly LayerData[];
  readonly #output: Flow;
  readonly #leastRows: number;
  readonly #words: WordRows;

  /** @throws RangeError where there is no memory for it */
  constructor(layers: readonly LayerData[], { size, length, embeddings = null }: PartInput) {
    const shapes = layers.map(({ layer }) => layer);
    const flows = flowThrough(shapes, { size, length, isSequence: true });
    this.#layers = layers;
    this.#output = flows.at(-1) ?? { size, length, isSequence: true };
    this.#leastRows = leastRows(shapes);
    this.#kernels = instantiateKernels();
    this.#words = new WordRows(this.#kernels, embeddings ?? new Float64Array(0), size);
    new NetworkMemory(this.#kernels, layers, flows, embeddings === null ? 0 : embeddings.length / size, null, []);
  }

  /** @param ids of words; -1 is a zero row @returns null: too few rows for its windows */
  runWords(ids: Int32Array): Rows | null {
    const k = this.#kernels;
    this.#reserve(ids.length);
    new Int32Array(k.memory.buffer, k.ids(), ids.length).set(ids);
    this.#words.write(ids);
    return this.#run(ids.length);
  }

  /** @returns null: too few rows for its windows */
  runRows(rows: Rows): Rows | null {
    const k = this.#kernels;
    const { values, count } = rows;
    this.#reserve(count);
    new Float64Array(k.memory.buffer, k.inputs(), count * strideOf(rows)).set(values);
    const ids = new Int32Array(k.memory.buffer, k.ids(), count);
    for (let at = 0; at < count; at++) ids[at] = at;
    k.forget();
    return this.#run(count);
  }

  #reserve(count: number): void {
    const hasRoom = this.#kernels.reserve(count) !== 0;
    this.#words.reserve(count, hasRoom);
    if (!hasRoom) throw new RangeError(`no memory for ${count} rows`);
  }

  #run(count: number): Rows | null {
    if (count < this.#leastRows) return null;
    const k = this.#kernels;
    k.forward(count);
    const { size, isSequence } = this.#output;
    const left = isSequence ? this.#rowsLeft(count) : 1;
    const values = new Float64Array(k.memory.buffer, k.scores(), left * strideOf({ size })).slice();
    return { values, count: left, size };
  }

  #rowsLeft(count: number): number {
    return this.#layers.reduce((rows, { layer }) => {
      if (layer.type === 'pool1d') return Math.floor(rows / layer.size);
      return layer.type === 'conv1d' && layer.padding === 'valid' ? rows - layer.kernel + 1 : rows;
    }, count);
  }
}
