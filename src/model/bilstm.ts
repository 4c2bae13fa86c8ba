/**
 * A (bi)directional LSTM in the kernels' memory: one WebAssembly instance holds one model. `forward` leaves a trace of the
 * sentence in that memory; relevance and gradients are computed from it, for any weighting of the scores.
 */
import { KERNELS_WASM_BASE64 } from '../kernels/build/kernels-wasm.ts';
import { LensError } from './errors.ts';
import type { Kernels } from './kernels.ts';
import { type DirectionTensors, GATES, type ModelConfig, type ModelData } from './model-data.ts';

/** LRP of one sentence. words = left + right; score = sum(words) + rest + bias + stabiliser, for any eps and bias_factor. */
export interface Relevance {
  /** [T] relevance that came through the left and the right encoder. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** Relevance that reaches the initial hidden and cell states. */
  readonly rest: number;
  /** What the biases absorbed. */
  readonly bias: number;
  /** What the stabiliser eps absorbed. */
  readonly stabiliser: number;
}

interface GradientPart {
  /** [T] squared L2 norm of ds/dx_t: Sensitivity Analysis. */
  readonly sensitivity: Float64Array;
  /** [T] (ds/dx_t) . x_t: Gradient x Input. */
  readonly gradientInput: Float64Array;
}

/**
 * Of the whole model, and of what comes back through one encoder alone: its part of the score is Why_left h_left[T] or
 * Why_right h_right[T], and ds/dx_t the sum of both parts' gradients. So GI adds up over the encoders, SA does not.
 */
export interface Gradient extends GradientPart {
  readonly left: GradientPart;
  /** All zero where the model has no right encoder. */
  readonly right: GradientPart;
}

/** What a Bilstm needs of a model. */
type BilstmData = Pick<ModelData, 'embeddings' | 'left' | 'right' | 'outputBias'> & {
  readonly config: Pick<ModelConfig, 'name' | 'classes' | 'embeddingSize' | 'hiddenSize'>;
  readonly words: { readonly length: number };
};

const TWO_GIB = 2 ** 31;

let compiled: WebAssembly.Module | undefined;

/** A new instance of the kernels, with memory of its own. */
export function instantiateKernels(): Kernels {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS_WASM_BASE64), (char) => char.charCodeAt(0)));
  return new WebAssembly.Instance(compiled).exports as unknown as Kernels;
}

export class Bilstm {
  readonly classes: number;
  readonly #kernels: Kernels;
  readonly #vocabularySize: number;
  readonly #embeddingSize: number;
  readonly #hiddenSize: number;
  readonly #directions: number;
  #length = 0;

  /** Copies the weights into the kernels' memory. @throws LensError ModelFormatError when they would not fit in 2 GiB. */
  constructor(model: BilstmData) {
    const { embeddingSize: e, hiddenSize: d, classes } = model.config;
    const directions = model.right ? [model.left, model.right] : [model.left];
    this.classes = classes.length;
    this.#vocabularySize = model.words.length;
    this.#embeddingSize = e;
    this.#hiddenSize = d;
    this.#directions = directions.length;
    this.#kernels = instantiateKernels();
    const k = this.#kernels;
    const bytes = 8 * (model.words.length * (e + 3) + directions.length * 4 * (d + 3) * (e + d + 7));
    if (bytes > TWO_GIB || !k.configure(model.words.length, e, d, classes.length, directions.length)) {
      throw new LensError({
        name: 'ModelFormatError',
        where: model.config.name,
        problem: 'the model does not fit in memory',
        expected: 'less than 2 GiB of weights in float64',
        found: `${(bytes / 2 ** 20).toFixed(0)} MiB (${model.words.length} words of ${e}, hidden size ${d})`,
      });
    }
    this.#writeMatrix(k.embeddings(), model.embeddings, model.words.length, e, k.paddedEmbedding());
    for (const [index, tensors] of directions.entries()) this.#writeDirection(index, tensors);
    if (model.outputBias) this.#view(k.outputBias(), this.classes).set(model.outputBias);
  }

  /**
   * Forward pass (Arras et al. 2017, section 2) of T = ids.length >= 1 words; an id of -1 is a zero embedding. Costs no more than
   * what differs from the sentence before (src/kernels/forward.ts); the result is the same, bit for bit, whatever that was.
   * @returns scores [C], before the softmax
   * @throws RangeError for an empty sentence, an id that is no word's, and where memory runs out
   */
  forward(ids: ArrayLike<number>): Float64Array {
    const k = this.#kernels;
    const { length } = ids;
    if (length < 1) throw new RangeError('forward: a sentence needs at least one word');
    for (let t = 0; t < length; t++) this.#checkId(ids[t]);
    if (!k.reserve(length)) {
      this.#length = 0; // the trace is gone
      throw new RangeError(`forward: no memory for the trace of ${length} words`);
    }
    new Int32Array(k.memory.buffer, k.ids(), length).set(ids);
    return this.#run(length);
  }

  /**
   * The last sentence with another word at `position` (-1: a zero embedding): as `forward` of all its words.
   * @returns scores [C]
   * @throws RangeError for a position outside the sentence and an id that is no word's
   */
  replaceWord(position: number, id: number): Float64Array {
    this.#checkPosition(position);
    this.#checkId(id);
    new Int32Array(this.#kernels.memory.buffer, this.#kernels.ids(), this.#length)[position] = id;
    return this.#run(this.#length);
  }

  /**
   * Scores after each of the first `steps` deletions (zero embeddings) of each order from the last sentence, which stays as it is. As
   * `forward` gives them but for the last bits: two orders are run at a time (src/kernels/deletion-scan.ts). The same sentence and
   * deleted words give the same scores, bit for bit, in whatever orders.
   * @param orders positions in the sentence; after the last of an order its scores stand
   * @returns [orders, steps, C]
   * @throws RangeError for a position outside the sentence
   */
  deletionScan(orders: readonly (readonly number[])[], steps: number): Float64Array {
    const k = this.#kernels;
    const C = this.classes;
    for (const position of orders.flat()) this.#checkPosition(position);
    const scores = new Float64Array(orders.length * steps * C);
    for (let first = 0; first < orders.length; first += 2) {
      k.scanStart(this.#length);
      for (let step = 0; step < steps; step++) {
        k.scanDelete(this.#length, orders[first]?.[step] ?? -1, orders[first + 1]?.[step] ?? -1);
        for (let lane = 0; lane < Math.min(2, orders.length - first); lane++) {
          scores.set(this.#view(k.laneScores(lane), C), ((first + lane) * steps + step) * C);
        }
      }
    }
    return scores;
  }

  #checkPosition(position: number): void {
    if (Number.isInteger(position) && position >= 0 && position < this.#length) return;
    throw new RangeError(`position ${position} of ${this.#length}`);
  }

  #checkId(id: number | undefined): void {
    if (id !== undefined && Number.isInteger(id) && id >= -1 && id < this.#vocabularySize) return;
    throw new RangeError(`forward: word id ${id} of ${this.#vocabularySize}`);
  }

  #run(length: number): Float64Array {
    this.#length = length;
    this.#kernels.forward(length);
    return this.#copy(this.#kernels.scores(), this.classes);
  }

  /** Embeddings as the kernels hold them: row-major [V, stride], of which `size` numbers a row count. A view: read, never keep. */
  embeddings(): { readonly values: Float64Array; readonly size: number; readonly stride: number } {
    const stride = this.#kernels.paddedEmbedding();
    const values = this.#view(this.#kernels.embeddings(), this.#vocabularySize * stride);
    return { values, size: this.#embeddingSize, stride };
  }

  /** The weights of each direction, copied out of the kernels' memory. */
  directions(): DirectionTensors[] {
    const k = this.#kernels;
    const [d, dp, ep] = [this.#hiddenSize, k.paddedHidden(), k.paddedEmbedding()];
    const gates = (address: number, columns: number, stride: number) => {
      const all = new Float64Array(GATES.length * d * columns);
      for (const gate of GATES.keys()) {
        all.set(this.#readMatrix(address + 8 * gate * dp * stride, d, columns, stride), gate * d * columns);
      }
      return all;
    };
    return Array.from({ length: this.#directions }, (_, index) => ({
      weightIh: gates(k.inputWeights(index), this.#embeddingSize, ep),
      weightHh: gates(k.hiddenWeights(index), d, dp),
      bias: gates(k.bias(index), 1, 1),
      output: this.#readMatrix(k.outputWeights(index), this.classes, d, dp),
    }));
  }

  /** [C] */
  outputBias(): Float64Array {
    return this.#copy(this.#kernels.outputBias(), this.classes);
  }

  /** Another Bilstm of the same weights, in memory of its own, that knows these words alone: its word k is the word ids[k] of this one. */
  excerpt(ids: readonly number[]): Bilstm {
    const { values, size, stride } = this.embeddings();
    const embeddings = new Float64Array(ids.length * size);
    for (const [row, id] of ids.entries()) {
      this.#checkId(id);
      if (id >= 0) embeddings.set(values.subarray(id * stride, id * stride + size), row * size);
    }
    const [left, right = null] = this.directions();
    if (left === undefined) throw new RangeError('a model has one direction at least');
    const classes = Array.from({ length: this.classes }, String);
    const config = { name: 'excerpt', classes, embeddingSize: size, hiddenSize: this.#hiddenSize };
    return new Bilstm({ config, words: ids, embeddings, left, right, outputBias: this.outputBias() });
  }

  /**
   * Puts another model's directions, of the same sizes, in the place of this one's; the trace is gone.
   * @param gates which row block of the tensors is read as each gate of GATES
   */
  replaceDirections(directions: readonly DirectionTensors[], gates: readonly number[]): void {
    const k = this.#kernels;
    k.configure(this.#vocabularySize, this.#embeddingSize, this.#hiddenSize, this.classes, this.#directions);
    this.#length = 0;
    for (const [index, tensors] of directions.entries()) this.#writeDirection(index, tensors, gates);
  }

  /**
   * LRP, epsilon rule (Arras et al. 2017, eq. 1), of the last sentence given to `forward`.
   * @param seed relevance at each score [C]: the target's score at its place, 0 elsewhere
   * @param eps stabiliser, >= 0; a 0/0 share counts as 0
   * @param biasFactor delta: 0 leaves the bias and eps shares out of the words, 1 conserves relevance
   */
  relevance(seed: ArrayLike<number>, eps: number, biasFactor: number): Relevance {
    const k = this.#start(seed);
    k.lrp(this.#length, eps, biasFactor);
    const [rest = 0, bias = 0, stabiliser = 0] = this.#view(k.ledger(), 3);
    const left = this.#copy(k.words(0), this.#length);
    const right = this.#directions === 2 ? this.#copy(k.words(1), this.#length) : new Float64Array(this.#length);
    return { left, right, rest: rest + 0, bias: bias + 0, stabiliser: stabiliser + 0 }; // + 0: no -0 for the page to print
  }

  /** SA and GI of seed . s for the last sentence given to `forward`. @param seed weight of each score [C] */
  gradient(seed: ArrayLike<number>): Gradient {
    const k = this.#start(seed);
    k.gradient(this.#length);
    const part = (index: number): GradientPart => ({
      sensitivity: this.#copy(k.sensitivity(index), this.#length),
      gradientInput: this.#copy(k.gradientInput(index), this.#length),
    });
    return { ...part(0), left: part(1), right: part(2) };
  }

  /** ds/dx_t [T][e] as the last call of `gradient` left them. */
  embeddingGradients(): Float64Array[] {
    const stride = 8 * this.#kernels.paddedEmbedding();
    return Array.from({ length: this.#length }, (_, t) =>
      this.#copy(this.#kernels.gradients() + t * stride, this.#embeddingSize),
    );
  }

  #start(seed: ArrayLike<number>): Kernels {
    if (this.#length === 0) throw new RangeError('relevance and gradient need a forward pass first');
    this.#view(this.#kernels.seed(), this.classes).set(seed);
    return this.#kernels;
  }

  #writeDirection(index: number, tensors: DirectionTensors, gates: readonly number[] = [0, 1, 2, 3]): void {
    const k = this.#kernels;
    const [e, d, ep, dp] = [this.#embeddingSize, this.#hiddenSize, k.paddedEmbedding(), k.paddedHidden()];
    for (const [gate, block] of gates.entries()) {
      const rows = (matrix: Float64Array, columns: number) => matrix.subarray(block * d * columns, (block + 1) * d * columns);
      const offset = (columns: number) => 8 * gate * dp * columns;
      this.#writeMatrix(k.inputWeights(index) + offset(ep), rows(tensors.weightIh, e), d, e, ep);
      this.#writeMatrix(k.hiddenWeights(index) + offset(dp), rows(tensors.weightHh, d), d, d, dp);
      this.#view(k.bias(index) + offset(1), d).set(rows(tensors.bias, 1));
    }
    this.#writeMatrix(k.outputWeights(index), tensors.output, this.classes, d, dp);
    k.prepareScan(index);
  }

  /** Writes a row-major [rows, columns] matrix with rows `stride` apart. */
  #writeMatrix(address: number, matrix: Float64Array, rows: number, columns: number, stride: number): void {
    const target = this.#view(address, rows * stride);
    if (columns === stride) {
      target.set(matrix);
      return;
    }
    for (let row = 0; row < rows; row++) target.set(matrix.subarray(row * columns, (row + 1) * columns), row * stride);
  }

  /** The other way. */
  #readMatrix(address: number, rows: number, columns: number, stride: number): Float64Array {
    const source = this.#view(address, rows * stride);
    const matrix = new Float64Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      matrix.set(source.subarray(row * stride, row * stride + columns), row * columns);
    }
    return matrix;
  }

  #view(address: number, length: number): Float64Array {
    return new Float64Array(this.#kernels.memory.buffer, address, length);
  }

  #copy(address: number, length: number): Float64Array {
    return this.#view(address, length).slice();
  }
}
