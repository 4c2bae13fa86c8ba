/**
 * The built-in example set: sentences written for this project in the manner of film reviews (none is taken from a review or
 * a data set), each with a gold label and the phenomenon it shows.
 */
import { COMPARISON } from './built-in/comparison.ts';
import { CONTRAST } from './built-in/contrast.ts';
import { DOMAIN_WORDS } from './built-in/domain-words.ts';
import { DOUBLE_NEGATION } from './built-in/double-negation.ts';
import { INTENSIFIER } from './built-in/intensifier.ts';
import { IRONY } from './built-in/irony.ts';
import type { Gold, Labelled } from './built-in/labelled.ts';
import { MIXED } from './built-in/mixed.ts';
import { NEGATION } from './built-in/negation.ts';
import { PLAIN } from './built-in/plain.ts';
import { UNKNOWN_WORDS } from './built-in/unknown-words.ts';
import type { PhenomenonId } from './phenomena.ts';

export interface BuiltInExample {
  readonly text: string;
  readonly gold: Gold;
  readonly phenomenon: PhenomenonId;
}

/** What the program shows on the first visit: praise and blame in one sentence, and two negatives that grow together. */
export const OPENING_EXAMPLE: BuiltInExample = {
  text: 'The plot is clever, but the acting is never less than painful.',
  gold: 1,
  phenomenon: 'contrast',
};

/** Contrast stands first, so that the opening example heads the list. */
const BY_PHENOMENON: readonly (readonly [PhenomenonId, readonly Labelled[]])[] = [
  ['contrast', CONTRAST],
  ['plain', PLAIN],
  ['negation', NEGATION],
  ['double-negation', DOUBLE_NEGATION],
  ['intensifier', INTENSIFIER],
  ['comparison', COMPARISON],
  ['irony', IRONY],
  ['mixed', MIXED],
  ['domain-words', DOMAIN_WORDS],
  ['unknown-words', UNKNOWN_WORDS],
];

export const BUILT_IN_EXAMPLES: readonly BuiltInExample[] = BY_PHENOMENON.flatMap(([phenomenon, sentences]) =>
  sentences.map(([gold, text]) => ({ text, gold, phenomenon })),
);
