/**
 * A recurrent network in the kernels' memory: one WebAssembly instance holds one model, a list of layers. `forward` leaves a trace of
 * the sentence in that memory; relevance and gradients are computed from it, for any weighting of the scores.
 */
import * as codes from '../kernels/codes.ts';
import { LensError } from './errors.ts';
import type { HeldLayers } from './held-layer.ts';
import { KernelResults } from './kernel-results.ts';
import { instantiateKernels, type Kernels } from './kernels.ts';
import { flowOf, leastRows } from './layer-flow.ts';
import type { Layer } from './layers.ts';
import type { LayerData, ModelConfig, ModelData, Weights } from './model-data.ts';
import { NetworkMemory } from './network-memory.ts';
import { type Reading, readRows, rowOf } from './padding.ts';
import type { GateRule, Gradient, PathGradient, Relevance } from './results.ts';
import { SentenceInHand } from './sentence-in-hand.ts';
import { probabilitiesOf } from './softmax.ts';
import { zerosLike } from './weights.ts';
import { heldTable, WordRows } from './word-rows.ts';

/** What a Network needs of a model. */
type NetworkData = Pick<ModelData, 'embeddings' | 'layers'> & {
  readonly config: Pick<ModelConfig, 'name' | 'embeddingSize' | 'padding' | 'output'>;
};

type ReadsRecord<Read> = new (kernels: Kernels, memory: HeldLayers, reading: Reading, sumsOnly: boolean) => Read;

const GATE_RULES: Readonly<Record<GateRule, number>> = {
  all: codes.GATES_ALL,
  half: codes.GATES_HALF,
  abs: codes.GATES_ABS,
  prop: codes.GATES_PROP,
};

export class Network {
  readonly classes: number;
  /** What scores become. */
  readonly output: ModelConfig['output'];
  /** Whether it reads rows of numbers rather than words. */
  readonly isOfNumbers: boolean;
  readonly layerShapes: readonly Layer[];
  readonly #model: NetworkData['config'];
  readonly #kernels: Kernels;
  readonly #memory: NetworkMemory;
  readonly #words: WordRows;
  readonly #results: KernelResults;
  readonly #sentence: SentenceInHand;
  #isRecorded = false;

  /**
   * Copies the weights of the layers into the kernels' memory. The embeddings stay where they are: they must not be written any more. @throws LensError ModelFormatError when the layers would not fit in 2 GiB.
   */
  constructor({ config, embeddings, layers }: NetworkData) {
    const { name, embeddingSize } = config;
    this.#model = config;
    this.output = config.output;
    const padding = config.padding?.masked ? null : config.padding;
    this.isOfNumbers = embeddings === null;
    const rows = embeddings === null ? 0 : embeddings.length / embeddingSize;
    this.#kernels = instantiateKernels();
    this.#results = new KernelResults(this.#kernels, embeddingSize, this.isOfNumbers);
    const shapes = layers.map(({ layer }) => layer);
    this.layerShapes = shapes;
    const flows = flowOf(shapes, embeddingSize, padding?.length ?? null);
    const last = layers.at(-1)?.layer;
    this.classes = last?.type === 'dense' ? last.size : 0;
    try {
      const table = embeddings === null ? new Float64Array(0) : heldTable(embeddings);
      this.#words = new WordRows(this.#kernels, table, embeddingSize);
      const padRow = padding === null ? [] : table.subarray(padding.id * embeddingSize).subarray(0, embeddingSize);
      this.#sentence = new SentenceInHand(this.#kernels, {
        words: this.#words,
        results: this.#results,
        rows,
        config,
        padding,
        isOfNumbers: this.isOfNumbers,
        leastRows: leastRows(shapes),
        classes: this.classes,
      });
      this.#memory = new NetworkMemory(this.#kernels, layers, flows, rows, padding, padRow);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const numbers = layers.flatMap(({ tensors }) => Object.values(tensors)).reduce((sum, { length }) => sum + length, 0);
      throw new LensError({
        name: 'ModelFormatError',
        where: name,
        problem: 'the model does not fit in memory',
        expected: 'less than 2 GiB of weights in its layers',
        found: `${numbers} numbers in ${layers.length} layers`,
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
    return this.#sentence.forward(ids);
  }

  /** As `forward`, of rows of numbers [T][F], which then are words of the ids 0 to T - 1: the rows of the sentence in hand. */
  forwardNumbers(rows: readonly ArrayLike<number>[]): Float64Array {
    return this.#sentence.forwardNumbers(rows);
  }

  /**
   * The last sentence with another word at `position` (-1: a zero row): as `forward` of all its words.
   * @returns scores [C]
   * @throws RangeError for a position outside the sentence and an id that is no word's
   */
  replaceWord(position: number, id: number): Float64Array {
    return this.#sentence.replaceWord(position, id);
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
    return this.#sentence.deletionScan(orders, steps);
  }

  /** Bytes of the kernels' memory with room for sentences of `length` words. @throws RangeError where memory runs out */
  bytesFor(length: number): number {
    this.#sentence.reserve(Math.max(length, readRows(length, this.#model.padding).length));
    return this.#kernels.memory.buffer.byteLength;
  }

  /** [C] what scores become; none where they are numbers. */
  probabilities(scores: ArrayLike<number>): number[] {
    return probabilitiesOf(scores, this.output);
  }

  /** How many sentences this network has been given to `forward`: while that stays, nobody else has asked it anything. */
  get given(): number {
    return this.#sentence.given;
  }

  /** [T] words of the last sentence; -1: a row of zeros. */
  sentence(): Int32Array {
    return this.#sentence.ids.slice();
  }

  /** Which words of the last sentence the model read: from, up to but not including to. */
  read(): readonly [from: number, to: number] {
    return [this.#sentence.reading.from, this.#sentence.reading.to];
  }

  /** Embeddings as they are held: [V, e], to be read, never written. */
  embeddings(): Weights {
    return this.#words.table;
  }

  /** The layers, copied out of the kernels' memory. */
  layers(): LayerData[] {
    return this.#memory.read();
  }

  /** Another network of the same layers, in memory of its own, that knows these words alone: its word k is the word ids[k] of this one. */
  excerpt(ids: readonly number[]): Network {
    if (this.isOfNumbers) return new Network({ config: this.#model, embeddings: null, layers: this.layers() });
    const values = this.embeddings();
    const size = this.#model.embeddingSize;
    const embeddings = zerosLike(ids.length * size, values);
    for (const [row, id] of ids.entries()) {
      this.#sentence.checkId(id);
      if (id >= 0) embeddings.set(values.subarray(id * size, (id + 1) * size), row * size);
    }
    return new Network({ config: this.#model, embeddings, layers: this.layers() });
  }

  /** Puts layers of the same shapes in the place of this one's; the trace is gone. */
  replaceLayers(layers: readonly LayerData[]): void {
    this.#sentence.forget();
    this.#memory.write(layers);
  }

  /**
   * LRP, epsilon rule (Arras et al. 2017, eq. 1; src/kernels/rule.ts), of the last sentence.
   * @param seed relevance at each score [C]: the target's score at its place, 0 elsewhere
   * @param eps stabiliser, >= 0; a 0/0 share counts as 0
   * @param biasFactor delta: 0 leaves the bias and eps shares out of the words, 1 conserves relevance
   * @param gates what gates get of a product's relevance (src/kernels/gate-rule.ts); what its quotients lose to eps, delta does not bring back
   */
  relevance(seed: ArrayLike<number>, eps: number, biasFactor: number, gates: GateRule = 'all'): Relevance {
    const k = this.#start(seed);
    k.lrp(this.#sentence.reading.length, eps, biasFactor, GATE_RULES[gates]);
    return this.#results.relevance(this.#sentence);
  }

  /** SA and GI of seed . s for the last sentence given to `forward`. @param seed weight of each score [C] */
  gradient(seed: ArrayLike<number>): Gradient {
    const k = this.#start(seed);
    const { length, before, from, to } = this.#sentence.reading;
    if (this.#isRecorded) k.gradient(length, 0, length);
    else k.gradient(length, before, before + to - from);
    return this.#results.gradient(this.#sentence, this.#words.table);
  }

  /**
   * The gradient where every row of the last sentence, also those that fill it up, is multiplied by `share`: a point of the straight path from
   * zero rows to it (src/kernels/path.ts). The sentence is to be given to `forward` again afterwards. @param seed weight of each score [C]
   */
  pathGradient(seed: ArrayLike<number>, share: number): PathGradient {
    const k = this.#start(seed);
    k.pathGradient(this.#sentence.reading.length, share);
    return {
      scores: this.#results.view(k.scores(), this.classes).slice(),
      ...this.#results.path(this.#sentence),
    };
  }

  /**
   * Contextual Decomposition of the last sentence (src/kernels/contextual.ts), of one LSTM layer with final states and linear output.
   * @returns [C] what a span of words, from, up to but not including to, contributes to each score; words that are not read, nothing
   */
  decomposition(): (from: number, to: number) => Float64Array {
    const k = this.#kernels;
    const reading = this.#sentence.reading;
    k.decomposeStart(reading.length);
    return (from, to) => {
      const [first, last] = [Math.max(from, reading.from), Math.min(to, reading.to)];
      if (first >= last) return new Float64Array(this.classes);
      const row = rowOf(first, reading);
      k.decomposeSpan(reading.length, row, row + last - first);
      return this.#results.view(k.laneScores(0), this.classes).slice();
    };
  }

  /**
   * Runs `wayBack`, relevance or gradient, so that it leaves a record of what it went through, which stands until the next sentence.
   * @param Record `NetworkRecord`: what reads it, and is loaded by whoever wants it
   * @throws RangeError where memory runs out
   */
  recorded<Result, Read>(wayBack: () => Result, Record: ReadsRecord<Read>): { readonly result: Result; readonly record: Read } {
    this.#checkSentence();
    if (!this.#kernels.setRecord(true)) throw new RangeError('no memory for the record of a way back');
    this.#isRecorded = true;
    try {
      return { result: wayBack(), record: new Record(this.#kernels, this.#memory, this.#sentence.reading, !this.isOfNumbers) };
    } finally {
      this.#isRecorded = false;
      this.#kernels.setRecord(false);
    }
  }

  /** ds/dx_t [T][e] as the last call of `gradient` left them. */
  embeddingGradients(): Float64Array[] {
    return this.#results.inputRows(this.#sentence);
  }

  #checkSentence(): void {
    if (this.#sentence.ids.length === 0) throw new RangeError('relevance and gradient need a forward pass first');
  }

  #start(seed: ArrayLike<number>): Kernels {
    this.#checkSentence();
    this.#results.view(this.#kernels.seed(), this.classes).set(seed);
    return this.#kernels;
  }
}
