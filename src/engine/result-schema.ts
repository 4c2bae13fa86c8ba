/** What is asked about one sentence, and the one schema of the answer: the part of the engine's contract (protocol.ts) that deals with explanations. */
import type { MethodId } from '../explain/method-info.ts';
import type { LrpOptions, MethodOptions } from '../explain/method-options.ts';
import type { Scaling } from '../formats/sequences/index.ts';
import type { LensErrorFields } from '../model/errors.ts';
import type { ModelConfig } from '../model/model-data.ts';

export interface ExplainRequest {
  /**
   * Text to be tokenised, or what is taken as it is. `readsAll`: unknown tokens are zero embeddings even where the model's program leaves
   * them out, so that positions stay what they are.
   */
  readonly input:
    | { readonly text: string }
    | { readonly tokens: readonly string[]; readonly readsAll?: boolean | undefined }
    /** Word ids, as they are. */
    | { readonly ids: readonly number[] }
    /** [T][F], for a model that reads numbers; `most` rows are explained, MAX_TOKENS where it is left out. */
    | { readonly numbers: readonly (readonly number[])[]; readonly most?: number | undefined };
  /** Class index, or the class with the highest score. */
  readonly target: 'predicted' | number;
  /**
   * Class whose score is taken away: s_target - s_contrast is explained ("target rather than contrast"). The target itself: none; but
   * the class of one sigmoid output whose score is always 0 is explained as not being the other one, whatever is said here.
   */
  readonly contrast?: number | null | undefined;
  readonly methods: readonly MethodId[];
  readonly lrp?: { readonly [option in keyof LrpOptions]?: LrpOptions[option] | undefined } | undefined;
  /** Of the other methods (METHOD_OPTIONS): what is left out has its usual value. */
  readonly options?: { readonly [option in Exclude<keyof MethodOptions, keyof LrpOptions>]?: number | undefined } | undefined;
  /** Positions of words whose embedding is zeroed (the reference's delete_pos). */
  readonly deleted?: readonly number[] | undefined;
}

/** One method's answer; the result schema of architecture.md. Arrays have one value a token. */
export interface MethodResult {
  readonly id: MethodId;
  readonly parameters: Readonly<Record<string, number>>;
  readonly words: readonly number[];
  /** LRP only: what came through the left and, where there is one, the right encoder (words = left + right), and the ledger. */
  readonly left?: readonly number[];
  readonly right?: readonly number[];
  readonly rest?: number;
  readonly bias?: number;
  readonly stabiliser?: number;
  /** What the rows got that fill the sentence up; only where the model pads. */
  readonly padding?: number;
  /** Integrated Gradients and Shapley values: the score of the sentence of zero rows, and score - base - words - padding. */
  readonly base?: number;
  readonly gap?: number;
  /** Of values that are means over random orders. */
  readonly standardErrors?: readonly number[];
  /** [T][F] `words` by feature, where the model reads numbers. */
  readonly inputs?: readonly (readonly number[])[];
}

/** A method that has no values: they are beyond the range of float64, or it does not apply to this network. */
export interface FailedMethod {
  readonly id: MethodId;
  readonly parameters: Readonly<Record<string, number>>;
  /** Why, and what to do. */
  readonly error: LensErrorFields;
}

/** A word that the model does not read. It is none of the tokens and has no values. */
export interface NotRead {
  readonly word: string;
  /** The token that it stands before; the number of tokens for what stands behind the last. */
  readonly before: number;
}

/** Where the rows of numbers are from, that were read out of a file. */
export interface SequenceResult {
  readonly file: string;
  /** Of the sequence or window; '': the whole file. */
  readonly name: string;
  /** [T] when each step was, as the file says. */
  readonly times?: readonly string[];
  /** How `numbers` were made of `given` [T][F], the file's own; only where they were. */
  readonly scaling?: Scaling;
  readonly given?: readonly (readonly number[])[];
}

/** What the values are held against: each is the one for the sequence less the one for this, at the same place, and they explain the difference. */
export interface Baseline {
  /** 'zero', 'mean', or the name of a sequence or file. */
  readonly name: string;
  readonly scores: readonly number[];
  readonly probabilities: readonly number[];
  /** The target's score less that of the baseline. */
  readonly explained: number;
}

/** The one result schema: JSON export, headless output and tests use it as it stands. */
export interface Explanation {
  readonly model: {
    readonly name: string;
    readonly sha256: string;
    readonly classes: readonly string[];
    /** Only where scores do not become probabilities of one class or another (softmax). */
    readonly output?: Exclude<ModelConfig['output'], 'softmax'>;
    /** [F] only where the model reads numbers that have names. */
    readonly features?: readonly string[];
  };
  readonly tokens: readonly string[];
  readonly unknown: readonly boolean[];
  /** Words of the sentence that the model's program leaves out, as it does not know them; only where there are any. */
  readonly notRead?: readonly NotRead[];
  /** [T][F] only where the model reads numbers: those it was given; `tokens` then are 't1', 't2' and so on. */
  readonly numbers?: readonly (readonly number[])[];
  /** Only where they were read out of a file, on the terminal. */
  readonly sequence?: SequenceResult;
  /** Only where there is one, on the terminal. */
  readonly baseline?: Baseline;
  /** Only where padding cut the sentence: the words that were read, from, up to but not including to. */
  readonly read?: readonly [from: number, to: number];
  readonly scores: readonly number[];
  /** [C]; none ([]) where the output is a number. */
  readonly probabilities: readonly number[];
  readonly predicted: number;
  readonly target: number;
  /** Only where a contrast was asked for: the values explain s_target - s_contrast. */
  readonly contrast?: number;
  /** Those asked for that have values, in that order. */
  readonly methods: readonly MethodResult[];
  /** Only where there are any: the others. */
  readonly failed?: readonly FailedMethod[];
}

export interface ExplainResponse {
  readonly explanation: Explanation;
  /** Where each explained token stands in the request's text (UTF-16 offsets); null when tokens were given. */
  readonly spans: readonly { readonly start: number; readonly end: number }[] | null;
  /** The tokens beyond MAX_TOKENS, left out of the explanation. */
  readonly omitted: readonly string[];
  /** Time the model's arithmetic took, in milliseconds. */
  readonly milliseconds: number;
}
