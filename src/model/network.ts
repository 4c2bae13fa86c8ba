/**
 * A recurrent network in the kernels' memory: one WebAssembly instance holds one model, a list of layers. `forward` leaves a trace of
 * the sentence in that memory; relevance and gradients are computed from it, for any weighting of the scores.
 */
import { fixedLength } from './check-model.ts';
import { LensError } from './errors.ts';
import { instantiateKernels, type Kernels } from './kernels.ts';
import { leastRows } from './layer-flow.ts';
import type { LayerData, ModelConfig, ModelData, Weights } from './model-data.ts';
import { NetworkMemory } from './network-memory.ts';
import { type Reading, readRows } from './padding.ts';

/** LRP of one sentence. words = left + right; score = sum(words) + rest + bias + stabiliser + padding, for any eps and bias_factor. */
export interface Relevance {
  /** [T] relevance that came through the left and the right direction of the first recurrent layer. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Relevance that reaches the initial states of all layers. */
  readonly rest: number;
  /** What the biases absorbed. */
  readonly bias: number;
  /** What the stabiliser eps absorbed. */
  readonly stabiliser: number;
  /** What the rows got that fill the sentence up; 0 where there are none. */
  readonly padding: number;
  /** [T][F] where the model reads numbers. */
  readonly inputs: Float64Array[] | null;
}

interface GradientPart {
  /** [T] squared L2 norm of ds/dx_t: Sensitivity Analysis. */
  readonly sensitivity: Float64Array;
  /** [T] (ds/dx_t) . x_t: Gradient x Input. */
  readonly gradientInput: Float64Array;
}

/**
 * Of the whole model, and of what comes back through one direction of the first recurrent layer alone: ds/dx_t is the sum of both parts'
 * gradients. So GI adds up over the directions, SA does not.
 */
export interface Gradient extends GradientPart {
  readonly left: GradientPart;
  /** All zero where that layer has no right direction. */
  readonly right: GradientPart;
}

/** What a Network needs of a model. */
type NetworkData = Pick<ModelData, 'embeddings' | 'layers'> & {
  readonly config: Pick<ModelConfig, 'name' | 'embeddingSize' | 'padding'>;
};

export class Network {
  readonly classes: number;
  readonly #model: NetworkData['config'];
  readonly #kernels: Kernels;
  readonly #memory: NetworkMemory;
  readonly #leastRows: number;
  /** Rows of the table that words are looked up in; of numbers, those of the sentence in hand. */
  #rows: number;
  readonly #isNumbers: boolean;
  #ids: Int32Array = new Int32Array(0);
  #reading: Reading = { from: 0, to: 0, before: 0, length: 0 };

  /** Copies the weights into the kernels' memory. @throws LensError ModelFormatError when they would not fit in 2 GiB. */
  constructor({ config, embeddings, layers }: NetworkData) {
    const { name, embeddingSize } = config;
    this.#model = config;
    this.#isNumbers = embeddings === null;
    this.#rows = embeddings === null ? 0 : embeddings.length / embeddingSize;
    this.#kernels = instantiateKernels();
    this.#leastRows = leastRows(layers.map(({ layer }) => layer));
    const last = layers.at(-1)?.layer;
    this.classes = last?.type === 'dense' ? last.size : 0;
    try {
      this.#memory = new NetworkMemory(this.#kernels, layers, embeddings, embeddingSize, fixedLength(config));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const numbers = layers.flatMap(({ tensors }) => Object.values(tensors)).reduce((sum, { length }) => sum + length, 0);
      throw new LensError({
        name: 'ModelFormatError',
        where: name,
        problem: 'the model does not fit in memory',
        expected: 'less than 2 GiB of weights',
        found: `${numbers} numbers in ${layers.length} layers, and ${this.#rows} words of ${embeddingSize}`,
      });
    }
  }

  /**
   * Forward pass of T = ids.length >= 1 words; an id of -1 is a zero row. Costs no more than what differs from the sentence before
   * (src/kernels/recurrent.ts); the result is the same, bit for bit, whatever that was.
   * @returns scores [C], before the softmax
   * @throws RangeError for an empty sentence, an id that is no word's, and where memory runs out
   * @throws LensError InputError for a sentence shorter than a layer's window
   */
  forward(ids: ArrayLike<number>): Float64Array {
    const { length } = ids;
    if (length < 1) throw new RangeError('forward: a sentence needs at least one word');
    for (let t = 0; t < length; t++) this.#checkId(ids[t]);
    const reading = readRows(length, this.#model.padding);
    this.#checkLength(reading);
    this.#reserve(reading.length);
    this.#ids = Int32Array.from(ids);
    this.#reading = reading;
    return this.#run();
  }

  /** As `forward`, of rows of numbers [T][F], which then are words of the ids 0 to T - 1: the rows of the sentence in hand. */
  forwardNumbers(rows: readonly ArrayLike<number>[]): Float64Array {
    const { embeddingSize: F } = this.#model;
    const stride = (F + 3) & ~3;
    if (rows.length < 1) throw new RangeError('forward: a sentence needs at least one row');
    this.#reserve(Math.max(rows.length, readRows(rows.length, this.#model.padding).length));
    const table = this.#view(this.#kernels.table(), rows.length * stride);
    for (const [t, row] of rows.entries()) table.set(Float64Array.from(row), t * stride);
    this.#rows = rows.length;
    this.#kernels.forget();
    return this.forward(rows.map((_, t) => t));
  }

  /**
   * The last sentence with another word at `position` (-1: a zero row): as `forward` of all its words.
   * @returns scores [C]
   * @throws RangeError for a position outside the sentence and an id that is no word's
   */
  replaceWord(position: number, id: number): Float64Array {
    this.#checkPosition(position);
    this.#checkId(id);
    this.#ids[position] = id;
    return this.#run();
  }

  /**
   * Scores after each of the first `steps` deletions (zero rows) of each order from the last sentence, which stays as it is. As
   * `forward` gives them but for the last bits, where two orders are run at a time (src/kernels/deletion-scan.ts). The same sentence and
   * deleted words give the same scores, bit for bit, in whatever orders.
   * @param orders positions in the sentence; after the last of an order its scores stand
   * @returns [orders, steps, C]
   * @throws RangeError for a position outside the sentence
   */
  deletionScan(orders: readonly (readonly number[])[], steps: number): Float64Array {
    for (const position of orders.flat()) this.#checkPosition(position);
    if (!this.#kernels.canScan()) return this.#deleteOneByOne(orders, steps);
    const k = this.#kernels;
    const C = this.classes;
    const { length } = this.#reading;
    const scores = new Float64Array(orders.length * steps * C);
    for (let first = 0; first < orders.length; first += 2) {
      k.scanStart(length);
      for (let step = 0; step < steps; step++) {
        k.scanDelete(length, this.#rowOf(orders[first]?.[step]), this.#rowOf(orders[first + 1]?.[step]));
        for (let lane = 0; lane < Math.min(2, orders.length - first); lane++) {
          scores.set(this.#view(k.laneScores(lane), C), ((first + lane) * steps + step) * C);
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
    const all = new Float64Array(scores.length * this.classes);
    for (const [index, row] of scores.entries()) all.set(row, index * this.classes);
    return all;
  }

  /** The row that a word stands in; -1 where there is none, or none is read. */
  #rowOf(position: number | undefined): number {
    const { from, to, before } = this.#reading;
    return position === undefined || position < from || position >= to ? -1 : position - from + before;
  }

  #checkPosition(position: number): void {
    if (Number.isInteger(position) && position >= 0 && position < this.#ids.length) return;
    throw new RangeError(`position ${position} of ${this.#ids.length}`);
  }

  #checkId(id: number | undefined): void {
    if (id !== undefined && Number.isInteger(id) && id >= -1 && id < this.#rows) return;
    throw new RangeError(`forward: word id ${id} of ${this.#rows}`);
  }

  #checkLength({ length }: Reading): void {
    if (length >= this.#leastRows) return;
    throw new LensError({
      name: 'InputError',
      where: 'sentence',
      problem: 'is too short for this model',
      expected: `at least ${this.#leastRows} words: its layers read several at a time`,
      found: String(length),
    });
  }

  #reserve(length: number): void {
    if (this.#kernels.reserve(length)) return;
    this.#ids = new Int32Array(0); // the trace is gone
    throw new RangeError(`forward: no memory for the trace of ${length} words`);
  }

  #run(): Float64Array {
    const { from, to, before, length } = this.#reading;
    const rows = new Int32Array(this.#kernels.memory.buffer, this.#kernels.ids(), length);
    if (length > to - from) rows.fill(this.#isNumbers ? -1 : (this.#model.padding?.id ?? -1));
    rows.set(this.#ids.subarray(from, to), before);
    this.#kernels.forward(length);
    return this.#copy(this.#kernels.scores(), this.classes);
  }

  /** Which words of the last sentence the model read: from, up to but not including to. */
  read(): readonly [from: number, to: number] {
    return [this.#reading.from, this.#reading.to];
  }

  /** Embeddings as the kernels hold them: row-major [V, stride], of which `size` numbers a row count. A view: read, never keep. */
  embeddings(): { readonly values: Weights; readonly size: number; readonly stride: number } {
    return this.#memory.embeddings();
  }

  /** The layers, copied out of the kernels' memory. */
  layers(): LayerData[] {
    return this.#memory.read();
  }

  /** Another network of the same layers, in memory of its own, that knows these words alone: its word k is the word ids[k] of this one. */
  excerpt(ids: readonly number[]): Network {
    const { values, size, stride } = this.embeddings();
    const embeddings = values instanceof Float32Array ? new Float32Array(ids.length * size) : new Float64Array(ids.length * size);
    for (const [row, id] of ids.entries()) {
      this.#checkId(id);
      if (id >= 0) embeddings.set(values.subarray(id * stride, id * stride + size), row * size);
    }
    return new Network({ config: this.#model, embeddings, layers: this.layers() });
  }

  /** Puts layers of the same shapes in the place of this one's; the trace is gone. */
  replaceLayers(layers: readonly LayerData[]): void {
    this.#ids = new Int32Array(0);
    this.#memory.write(layers);
  }

  /**
   * LRP, epsilon rule (Arras et al. 2017, eq. 1; src/kernels/rule.ts), of the last sentence given to `forward`.
   * @param seed relevance at each score [C]: the target's score at its place, 0 elsewhere
   * @param eps stabiliser, >= 0; a 0/0 share counts as 0
   * @param biasFactor delta: 0 leaves the bias and eps shares out of the words, 1 conserves relevance
   */
  relevance(seed: ArrayLike<number>, eps: number, biasFactor: number): Relevance {
    const k = this.#start(seed);
    k.lrp(this.#reading.length, eps, biasFactor);
    const [rest = 0, bias = 0, stabiliser = 0] = this.#view(k.ledger(), 3);
    const left = this.#ofWords(k.words(0));
    const right = this.#ofWords(k.words(1));
    return {
      left,
      right,
      rest: rest + 0, // + 0: no -0 for the page to print
      bias: bias + 0,
      stabiliser: stabiliser + 0,
      padding: this.#ofPads(k.words(0)) + this.#ofPads(k.words(1)),
      inputs: this.#isNumbers ? this.#inputRows() : null,
    };
  }

  /** SA and GI of seed . s for the last sentence given to `forward`. @param seed weight of each score [C] */
  gradient(seed: ArrayLike<number>): Gradient {
    const k = this.#start(seed);
    k.gradient(this.#reading.length);
    const part = (index: number): GradientPart => ({
      sensitivity: this.#ofWords(k.sensitivity(index)),
      gradientInput: this.#ofWords(k.gradientInput(index)),
    });
    return { ...part(0), left: part(1), right: part(2) };
  }

  /** ds/dx_t [T][e] as the last call of `gradient` left them. */
  embeddingGradients(): Float64Array[] {
    return this.#inputRows();
  }

  /** [T] numbers, one a word, of those that the kernels have one a row; a word that is not read has 0. */
  #ofWords(address: number): Float64Array {
    const { from, to, before } = this.#reading;
    const words = new Float64Array(this.#ids.length);
    words.set(this.#view(address + 8 * before, to - from), from);
    return words;
  }

  #ofPads(address: number): number {
    const { from, to, before, length } = this.#reading;
    const rows = this.#view(address, length);
    let sum = 0;
    for (let row = 0; row < before; row++) sum += rows[row] ?? 0;
    for (let row = before + to - from; row < length; row++) sum += rows[row] ?? 0;
    return sum;
  }

  /** [T][F] at the inputs of the words. */
  #inputRows(): Float64Array[] {
    const { embeddingSize: size } = this.#model;
    const stride = 8 * ((size + 3) & ~3);
    return Array.from(this.#ids, (_, t) => {
      const row = this.#rowOf(t);
      return row < 0 ? new Float64Array(size) : this.#copy(this.#kernels.inputBack(0) + row * stride, size);
    });
  }

  #start(seed: ArrayLike<number>): Kernels {
    if (this.#ids.length === 0) throw new RangeError('relevance and gradient need a forward pass first');
    this.#view(this.#kernels.seed(), this.classes).set(seed);
    return this.#kernels;
  }

  #view(address: number, length: number): Float64Array {
    return new Float64Array(this.#kernels.memory.buffer, address, length);
  }

  #copy(address: number, length: number): Float64Array {
    return this.#view(address, length).slice();
  }
}
