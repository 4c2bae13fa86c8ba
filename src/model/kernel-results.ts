/** What the kernels have found of the sentence in hand, copied out of their memory. */
import type { Kernels } from './kernels.ts';
import type { Weights } from './model-data.ts';
import { ofPads, ofWords, type Reading, rowOf } from './padding.ts';
import type { Gradient, GradientPart, PathGradient, Relevance } from './results.ts';

/** Its words, and which rows they are. */
export interface Sentence {
  readonly ids: Int32Array;
  readonly reading: Reading;
}

export class KernelResults {
  readonly #kernels: Kernels;
  /** F */
  readonly #size: number;
  readonly #isOfNumbers: boolean;

  constructor(kernels: Kernels, embeddingSize: number, isOfNumbers: boolean) {
    this.#kernels = kernels;
    this.#size = embeddingSize;
    this.#isOfNumbers = isOfNumbers;
  }

  /** Not a copy: what is there until the next call of the kernels. */
  view(address: number, length: number): Float64Array {
    return new Float64Array(this.#kernels.memory.buffer, address, length);
  }

  /** As the last run of LRP left it. */
  relevance(sentence: Sentence): Relevance {
    const k = this.#kernels;
    const { reading } = sentence;
    const [rest = 0, bias = 0, stabiliser = 0] = this.view(k.ledger(), 3);
    return {
      left: this.#ofWords(k.words(0), sentence),
      right: this.#ofWords(k.words(1), sentence),
      rest: rest + 0, // + 0: no -0 for the page to print
      bias: bias + 0,
      stabiliser: stabiliser + 0,
      padding: [0, 1].reduce((sum, side) => sum + ofPads(this.view(k.words(side), reading.length), reading), 0),
      inputs: this.#isOfNumbers ? this.inputRows(sentence) : null,
    };
  }

  /** As the last run of back-propagation left it. @param table [V, F] the rows that the words are */
  gradient(sentence: Sentence, table: Weights): Gradient {
    const k = this.#kernels;
    const part = (index: number): GradientPart => ({
      sensitivity: this.#ofWords(k.sensitivity(index), sentence),
      gradientInput: this.#ofWords(k.gradientInput(index), sentence),
    });
    return { ...part(0), left: part(1), right: part(2), inputs: this.#isOfNumbers ? this.#byFeature(sentence, table) : null };
  }

  /** What a point of the path to the sentence adds: derivative x the whole input. */
  path(sentence: Sentence): Omit<PathGradient, 'scores'> {
    const address = this.#kernels.gradientInput(0);
    const { reading } = sentence;
    return {
      words: this.#ofWords(address, sentence),
      padding: ofPads(this.view(address, reading.length), reading),
      gradients: this.#isOfNumbers ? this.inputRows(sentence) : null,
    };
  }

  #byFeature(sentence: Sentence, table: Weights): Gradient['inputs'] {
    const gradients = this.inputRows(sentence);
    const { ids } = sentence;
    const input = (t: number, k: number) => ((ids[t] ?? -1) < 0 ? 0 : (table[t * this.#size + k] ?? 0));
    return {
      sensitivity: gradients.map((row) => row.map((value) => value * value)),
      gradientInput: gradients.map((row, t) => row.map((value, k) => value * input(t, k))),
    };
  }

  /** [T] of the numbers that the kernels have one a row. */
  #ofWords(address: number, { ids, reading }: Sentence): Float64Array {
    return ofWords(this.view(address, reading.length), reading, ids.length);
  }

  /** [T][F] at the inputs of the words. */
  inputRows({ ids, reading }: Sentence): Float64Array[] {
    const stride = 8 * ((this.#size + 3) & ~3);
    return Array.from(ids, (_, t) => {
      const row = rowOf(t, reading);
      return row < 0 ? new Float64Array(this.#size) : this.view(this.#kernels.inputBack(0) + row * stride, this.#size).slice();
    });
  }
}
