/** What a link holds, and what one of its parameters is. Pure. */
import { LRP_DEFAULTS, type LrpOptions } from '../../engine/protocol.ts';
import { DISPLAY_DEFAULTS, type Display } from '../display/index.ts';
import type { LinkedExperiment } from '../experiments/index.ts';
import type { InsidePlace } from '../inside/index.ts';
import type { PhrasePlace } from '../phrases/index.ts';
import { OPTION_DEFAULTS, type OwnOptions } from '../sentence/index.ts';
import type { SequenceTexts } from '../sequence-link/index.ts';
import type { Edit } from '../what-if/index.ts';

/** An example of a set that is the same on every device. */
export interface LinkedExample {
  readonly set: 'built-in' | 'sst';
  /** Position in its set, from 1. */
  readonly number: number;
}

/** Text as typed, tokens to take as they are, or the example that holds either. */
export type LinkedSentence =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tokens'; readonly tokens: readonly string[] }
  | { readonly kind: 'example'; readonly example: LinkedExample };

export interface LinkState {
  /** null: the link names none. */
  readonly sentence: LinkedSentence | null;
  /** Where the sentence was too long for a link: how many characters it had. */
  readonly fullLength: number | null;
  /** A class's name or index: which classes there are is known once the model is (resolveClass). null: the predicted one. */
  readonly target: string | null;
  readonly contrast: string | null;
  /** The first digits of a model's SHA-256, where it is not the bundled one. */
  readonly model: string | null;
  /** The model beside it: 'bundled', or the first digits of its SHA-256. null: none. */
  readonly second: string | null;
  readonly lrp: LrpOptions;
  /** Of the methods that have options of their own. */
  readonly options: OwnOptions;
  readonly display: Display;
  readonly edits: readonly Edit[];
  /** null: the view of what flows inside is closed. */
  readonly inside: InsidePlace | null;
  readonly phrase: PhrasePlace;
  /** A sequence of numbers; {}: none. */
  readonly sequence: SequenceTexts;
  /** null: the link shows Explain. */
  readonly experiment: LinkedExperiment | null;
}

export const EMPTY_LINK: LinkState = {
  sentence: null,
  fullLength: null,
  target: null,
  contrast: null,
  model: null,
  second: null,
  lrp: LRP_DEFAULTS,
  options: OPTION_DEFAULTS,
  display: DISPLAY_DEFAULTS,
  edits: [],
  inside: null,
  phrase: { span: null, tree: false },
  sequence: {},
  experiment: null,
};

export interface Parameter {
  readonly name: string;
  /** What may stand there, which may depend on what stands before it. */
  readonly expected: string | ((state: LinkState) => string);
  /** What holds where the value is not valid; null: nothing. */
  readonly otherwise: string | null;
  /** Typed or dragged: such a change is no step that "back" should undo. */
  readonly continuous?: boolean;
  /** The state with this value in it; null: not valid. */
  read(value: string, state: LinkState): LinkState | null;
  /** null: the default, which is left out. */
  write(state: LinkState): string | null;
}
