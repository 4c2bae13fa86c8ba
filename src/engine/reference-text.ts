/** Reference sentences that were given as texts, split as a program may split them. */
import { tokenize } from '../model/tokenizer.ts';
import type { TokenizerRules } from '../model/tokenizer-kinds.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { MAX_TOKENS, type ReferenceScores } from './protocol.ts';

/** A sentence without its scores. */
export type ReferenceSentence = Pick<ReferenceScores, 'tokens' | 'text' | 'numbers'>;

/** @param rules null: at spaces, as the line has it */
export function tokensOf(
  { tokens, text }: ReferenceSentence,
  rules: TokenizerRules | null,
  vocabulary: Vocabulary,
): readonly string[] {
  if (text === undefined || rules === null || rules.kind === 'ids') return tokens;
  const { lowercase } = vocabulary.config;
  const split = tokenize(text, { lowercase, rules, knows: (word) => vocabulary.has(word) });
  return split.slice(0, MAX_TOKENS).map((token) => token.text);
}
