import type { Token } from './token.ts';
import { type TokenizerRules, TREEBANK } from './tokenizer-kinds.ts';
import { normalize } from './tokenizer-normalize.ts';
import { tokenizePlainly } from './tokenizer-plain.ts';
import { mayBeAbbreviation, RUN_TOGETHER } from './tokenizer-rules.ts';
import { scan } from './tokenizer-scan.ts';

export interface TokenizeOptions {
  readonly lowercase: boolean;
  /** How the model's program splits texts; left out: as the treebank does. */
  readonly rules?: TokenizerRules;
  /**
   * Whether the model has an embedding for a word. A word run together from two (gonna) that it knows stays whole, as in SST;
   * else it is parted by the Penn Treebank's rule (gon na).
   */
  readonly knows?: (word: string) => boolean;
}

/** Splits `text` into tokens as `options` say. In order, not overlapping, never empty; linear in the text's length; never throws. */
export function tokenize(text: string, options: TokenizeOptions): Token[] {
  const { lowercase, rules = TREEBANK } = options;
  return rules.kind === 'treebank' ? tokenizeTreebank(text, options) : tokenizePlainly(text, rules, lowercase);
}

/**
 * Splits `text` into tokens as the Stanford Sentiment Treebank has them (Penn Treebank rules: Marcus et al. 1993).
 *
 * A text that is tokens already is split at white space and otherwise left as it is. It counts as such when
 * 1. at least one piece between spaces is a mark that ordinary English does not have: n't, 's, 're, 've, 'll, 'd, 'm,
 *    -LRB-, -RRB-, ``, '', a lone ` or ' or . or ",", or a piece with \/ or \*; and
 * 2. the rules would split or change no piece: 'word,' or "don't" or '(so' shows that it is English after all.
 */
function tokenizeTreebank(text: string, options: TokenizeOptions): Token[] {
  const plain = normalize(text);
  const chunks = splitAtSpaces(plain);
  const tokens = isTokenized(chunks) ? chunks : scan(plain, true).flatMap((token) => part(token, options));
  return options.lowercase ? tokens.map((token) => ({ ...token, text: token.text.toLowerCase() })) : tokens;
}

function part(token: Token, { knows }: TokenizeOptions): Token[] {
  const { text, start, end } = token;
  const at = RUN_TOGETHER.get(text.toLowerCase());
  if (at === undefined || knows?.(text)) return [token];
  return [
    { text: text.slice(0, at), start, end: start + at },
    { text: text.slice(at), start: start + at, end },
  ];
}

function splitAtSpaces(plain: string): Token[] {
  return Array.from(plain.matchAll(/[^ ]+/g), ({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}

const MARK = /^(?:n't|'(?:s|re|ve|ll|d|m)|-[lr]rb-|``|''|[`'.,])$|\\[/*]/i;
const PUNCTUATION = /^[.,;:!?'`$%#&+=-]$|^''$/;

function isTokenized(chunks: readonly Token[]): boolean {
  if (!chunks.some(({ text }) => MARK.test(text))) return false;
  return chunks.every(({ text }, index) => isWhole(text, chunks[index + 1]?.text ?? ''));
}

/** Whether the rules would leave the piece as it is. */
function isWhole(chunk: string, next: string): boolean {
  if (PUNCTUATION.test(chunk)) return true;
  // Whether 'no.' is one token depends on its neighbours: trusted, unless a new sentence seems to begin after it.
  if (mayBeAbbreviation(chunk) && !(/^[a-z]{2,}\.$/.test(chunk) && /^\p{Lu}/u.test(next))) return true;
  const [first, second] = scan(chunk, false);
  return second === undefined && first?.text === chunk;
}
