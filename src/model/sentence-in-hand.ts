/**
 * The sentence in the kernels' memory: its words, which rows they are, and the forward pass whose trace stands there. What Network says of
 * these methods holds here.
 */
import { LensError } from './errors.ts';
import type { KernelResults, Sentence } from './kernel-results.ts';
import type { Kernels } from './kernels.ts';
import type { ModelConfig, Padding } from './model-data.ts';
import { type Reading, readRows, rowOf } from './padding.ts';
import type { WordRows } from './word-rows.ts';

/** What its words are rows of, and how a model reads them. */
interface Reader {
  readonly words: WordRows;
  readonly results: KernelResults;
  /** Rows of the table that words are looked up in; 0 where rows of numbers have not been given yet. */
  readonly rows: number;
  readonly config: Pick<ModelConfig, 'embeddingSize' | 'padding'>;
  /** null: there is none, or the model skips it. */
  readonly padding: Padding | null;
  readonly isOfNumbers: boolean;
  /** The shortest sentence that its layers can read. */
  readonly leastRows: number;
  /** C */
  readonly classes: number;
}

export class SentenceInHand implements Sentence {
  readonly #kernels: Kernels;
  readonly #reader: Reader;
  /** Of numbers, those of the sentence in hand. */
  #rows: number;
  #ids: Int32Array = new Int32Array(0);
  #reading: Reading = { from: 0, to: 0, before: 0, length: 0 };
  #given = 0;

  constructor(kernels: Kernels, reader: Reader) {
    this.#kernels = kernels;
    this.#reader = reader;
    this.#rows = reader.rows;
  }

  get ids(): Int32Array {
    return this.#ids;
  }

  get reading(): Reading {
    return this.#reading;
  }

  /** How many sentences have been given: whoever finds the same number again has had the network to itself. */
  get given(): number {
    return this.#given;
  }

  /** Its trace is gone. */
  forget(): void {
    this.#ids = new Int32Array(0);
  }

  forward(ids: ArrayLike<number>): Float64Array {
    const { length } = ids;
    if (length < 1) throw new RangeError('forward: a sentence needs at least one word');
    if (this.#rows === 0) throw new RangeError('forward: the rows of numbers are to be given first (forwardNumbers)');
    for (let t = 0; t < length; t++) this.checkId(ids[t]);
    const reading = readRows(length, this.#reader.config.padding);
    this.#checkLength(reading);
    this.reserve(reading.length);
    this.#given++;
    this.#ids = Int32Array.from(ids);
    this.#reading = reading;
    return this.#run();
  }

  forwardNumbers(rows: readonly ArrayLike<number>[]): Float64Array {
    const F = this.#reader.config.embeddingSize;
    if (rows.length < 1) throw new RangeError('forward: a sentence needs at least one row');
    const table = new Float64Array(rows.length * F);
    for (const [t, row] of rows.entries()) table.set(row, t * F);
    this.#reader.words.replace(table);
    this.#rows = rows.length;
    this.#kernels.forget();
    return this.forward(rows.map((_, t) => t));
  }

  replaceWord(position: number, id: number): Float64Array {
    this.#checkPosition(position);
    this.checkId(id);
    this.#ids[position] = id;
    return this.#run();
  }

  deletionScan(orders: readonly (readonly number[])[], steps: number): Float64Array {
    for (const position of orders.flat()) this.#checkPosition(position);
    if (!this.#kernels.canScan()) return this.#deleteOneByOne(orders, steps);
    const k = this.#kernels;
    const C = this.#reader.classes;
    const { length } = this.#reading;
    const scores = new Float64Array(orders.length * steps * C);
    for (let first = 0; first < orders.length; first += 2) {
      k.scanStart(length);
      for (let step = 0; step < steps; step++) {
        k.scanDelete(length, rowOf(orders[first]?.[step], this.#reading), rowOf(orders[first + 1]?.[step], this.#reading));
        for (let lane = 0; lane < Math.min(2, orders.length - first); lane++) {
          scores.set(this.#reader.results.view(k.laneScores(lane), C), ((first + lane) * steps + step) * C);
        }
      }
    }
    k.scanEnd(length);
    return scores;
  }

  #deleteOneByOne(orders: readonly (readonly number[])[], steps: number): Float64Array {
    const whole = this.#ids;
    const scores = orders.flatMap((order) => {
      this.#ids = whole.slice();
      return Array.from({ length: steps }, (_, step) => {
        const position = order[step];
        if (position !== undefined) this.#ids[position] = -1;
        return this.#run();
      });
    });
    this.#ids = whole;
    this.#run();
    const all = new Float64Array(scores.length * this.#reader.classes);
    for (const [index, row] of scores.entries()) all.set(row, index * this.#reader.classes);
    return all;
  }

  #checkPosition(position: number): void {
    if (Number.isInteger(position) && position >= 0 && position < this.#ids.length) return;
    throw new RangeError(`position ${position} of ${this.#ids.length}`);
  }

  /** @throws RangeError for an id that is no word's, nor -1 */
  checkId(id: number | undefined): void {
    if (id !== undefined && Number.isInteger(id) && id >= -1 && id < this.#rows) return;
    throw new RangeError(`forward: word id ${id} of ${this.#rows}`);
  }

  #checkLength({ length }: Reading): void {
    if (length >= this.#reader.leastRows) return;
    throw new LensError({
      name: 'InputError',
      where: 'sentence',
      problem: 'is too short for this model',
      expected: `at least ${this.#reader.leastRows} words: its layers read several at a time`,
      found: String(length),
    });
  }

  /** Sees that there is room for so many rows. @throws RangeError where memory runs out */
  reserve(length: number): void {
    const hasRoom = this.#kernels.reserve(length) !== 0;
    this.#reader.words.reserve(length, hasRoom);
    if (hasRoom) return;
    this.forget();
    throw new RangeError(`forward: no memory for the trace of ${length} words`);
  }

  #run(): Float64Array {
    const { from, to, before, length } = this.#reading;
    const rows = new Int32Array(this.#kernels.memory.buffer, this.#kernels.ids(), length);
    if (this.#reader.padding !== null) rows.fill(this.#reader.isOfNumbers ? -1 : this.#reader.padding.id);
    rows.set(this.#ids.subarray(from, to), before);
    this.#reader.words.write(rows);
    this.#kernels.forward(length);
    return this.#reader.results.view(this.#kernels.scores(), this.#reader.classes).slice();
  }
}
