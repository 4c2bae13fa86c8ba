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

/** What the program shows on the first visit: a sentence in which LRP is clear, and right: what it gives "fresh" is lost without "fresh". */
export const OPENING_EXAMPLE: BuiltInExample = {
  text: 'The tale is old, but the telling is fresh.',
  gold: 3,
  phenomenon: 'contrast',
};

/** Numbers stand in links: what is added later comes last within its phenomenon's list, and the lists keep their order. */
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

/** Counted from 1, as links and the list count. */
export const OPENING_NUMBER = numberOf(OPENING_EXAMPLE.text);

/** What to try first, each with a name of few letters. */
export const TRY_EXAMPLES: readonly { readonly name: string; readonly number: number }[] = [
  { name: 'Contrast', number: OPENING_NUMBER },
  { name: 'Negation', number: numberOf('The result is not good.') },
  { name: 'Irony', number: numberOf('The best part was the walk home.') },
  // LRP gives "never" a little for the class, and yet the score rises without it.
  { name: 'A hard case', number: numberOf('The plot is clever, but the acting is never less than painful.') },
];

function numberOf(text: string): number {
  return 1 + BUILT_IN_EXAMPLES.findIndex((example) => example.text === text);
}
