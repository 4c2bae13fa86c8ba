import type { SpellingSuggestion } from '../../engine/protocol.ts';

/** Of a shorter word, two edits leave too little of it. */
const LONG = 6;

/**
 * Of words spelt nearly like `word`, those it may have been meant to be: the nearest alone where one is a single edit away, and two edits
 * away only such as begin alike.
 */
export function sensibleSpellings(word: string, found: readonly SpellingSuggestion[]): readonly string[] {
  const least = Math.min(...found.map(({ distance }) => distance));
  return found
    .filter(({ word: near, distance }) => distance === least && (distance < 2 || (word.length >= LONG && near[0] === word[0])))
    .map((near) => near.word);
}
