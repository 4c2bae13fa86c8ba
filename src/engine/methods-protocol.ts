/** What can be asked of the methods beyond one explanation: slow ones in the background, phrases, and the tree of a sentence. */
import type { HierarchyNode } from '../explain/hierarchy.ts';
import type { MethodId } from '../explain/method-info.ts';
import type { Joint } from '../explain/phrase.ts';
import type { ExplainRequest, Explanation, FailedMethod } from './result-schema.ts';

export type { HierarchyNode } from '../explain/hierarchy.ts';

// Not of protocol.ts: what that has is on the page from the beginning.
export { METHOD_GROUPS, METHOD_TABLE } from '../explain/method-table.ts';
export { isAllowed, METHOD_OPTIONS } from '../explain/option-ranges.ts';

type Asked = Pick<ExplainRequest, 'input' | 'target' | 'contrast' | 'lrp' | 'options' | 'deleted'>;

/** From, up to but not including to. */
export type Span = readonly [from: number, to: number];

export interface MethodRequest extends Asked {
  readonly method: MethodId;
}

/** What is explained: s_target, or s_target - s_contrast. */
interface Subject {
  readonly tokens: readonly string[];
  readonly target: number;
  readonly contrast?: number;
  /** Of all words. */
  readonly score: number;
}

/** `methods` has the one that was asked for, or `failed` has it. */
export interface MethodAnswer extends Subject, Pick<Explanation, 'methods' | 'failed'> {
  /** From the request's start to its end; other requests may have been answered in between. */
  readonly milliseconds: number;
}

export interface PhraseRequest extends Asked {
  readonly span: Span;
}

/** What a phrase contributes by CD, by LRP (a sum), and what is really lost without all of its words. */
export interface Phrase extends Subject {
  readonly span: Span;
  readonly measures: readonly PhraseResult[];
  /** Measures that have no values, and why. */
  readonly failed: readonly FailedMeasure[];
  /** What the model makes of the sentence without the phrase. */
  readonly without: {
    /** Its embeddings zeroed, everything else in its place; null where the scores are beyond the range of float64. */
    readonly blanked: PhraseOutcome | null;
    /** The sentence so much shorter; null where no word remains, or too few for the network. */
    readonly removed: PhraseOutcome | null;
  };
}

/** CD, LRP, and the real loss: by zeroing the embeddings (`occlusion`), and by making the sentence shorter (`removal`). */
export type PhraseMeasure = 'cd' | 'lrp' | 'occlusion' | 'removal';

export interface PhraseResult extends Joint {
  readonly id: PhraseMeasure;
}

export interface FailedMeasure extends Omit<FailedMethod, 'id'> {
  readonly id: PhraseMeasure;
}

export interface PhraseOutcome extends Pick<Explanation, 'scores' | 'probabilities' | 'predicted'> {}

export interface HierarchyRequest extends Omit<Asked, 'lrp' | 'options'> {
  /** Spans whose contributions are asked for too, such as those of a treebank. */
  readonly spans?: readonly Span[] | undefined;
}

/** Singh et al. 2019: T words, then T - 1 spans in the order in which they are merged. */
export interface Hierarchy extends Subject {
  readonly nodes: readonly HierarchyNode[];
  /** Contextual decomposition of each span asked for. */
  readonly spans: readonly number[];
}

export interface MethodsEngine {
  /**
   * One method's values. Yields as classify() does; `onProgress` tells the share that is done. A newer request of the same method takes its
   * place: this one rejects with an AbortError then.
   */
  runMethod(signal: AbortSignal, request: MethodRequest, onProgress?: (done: number) => void): Promise<MethodAnswer>;
  /** A span of words together. Yields as classify() does. @throws LensError InputError for a span outside the sentence */
  phrase(signal: AbortSignal, request: PhraseRequest): Promise<Phrase>;
  /** Which words act together. Yields as classify() does, and gives way to a newer request as runMethod() does. @throws LensError InputError where CD does not apply to the network */
  hierarchy(signal: AbortSignal, request: HierarchyRequest, onProgress?: (done: number) => void): Promise<Hierarchy>;
}
