/** What the words of a vocabulary tell of how its program splits texts, where the file does not say it. */
import { KERAS_RULES, type TokenizerRules, TREEBANK } from '../../model/tokenizer-kinds.ts';

/** Entries that are no words of a text: <pad>, [UNK], <<unused 3>>. */
const MARKER = /^(<.*>|\[.*\]|UNK|PAD|)$/;

/** Fewer words tell nothing by what is not among them. */
const TELLING = 200;

/**
 * The treebank's endings and marks tell it; apostrophes within words without any punctuation beside them tell Keras' Tokenizer; no
 * punctuation and no apostrophes at all tell that signs were taken out. What tells nothing is split as the treebank does.
 */
export function suggestRules(words: readonly string[]): TokenizerRules {
  const known = new Set(words);
  const has = (...some: readonly string[]) => some.some((word) => known.has(word));
  if (words[0] === '' && words[1] === '[UNK]') return { kind: 'text-vectorization' };
  if (has("n't", "'s", '-LRB-', '-lrb-', '``')) return TREEBANK;
  const texts = words.filter((word) => !MARKER.test(word));
  if (texts.length < TELLING || has('.', ',', '!', '?')) {
    return has("'") && has('.') && !texts.some((word) => /\p{L}'\p{L}/u.test(word)) ? { kind: 'basic-english' } : TREEBANK;
  }
  const odd = texts.filter((word) => !/^[\p{L}\p{M}\p{N}_]+$/u.test(word));
  if (odd.some((word) => /^[\p{L}\p{N}]+'[\p{L}\p{N}]+$/u.test(word))) return KERAS_RULES;
  if (odd.length > 0) return odd.length * 10 > texts.length ? { kind: 'spaces' } : KERAS_RULES;
  return has('dont', 'cant', 'didnt', 'im') ? { kind: 'text-vectorization' } : { kind: 'words' };
}
