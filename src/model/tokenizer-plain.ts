/** The tokenisers that are a few plain rules each. Tokens are in order, do not overlap and are never empty; linear in the text's length. */
import type { Token } from './token.ts';
import type { KerasRules, TokenizerRules } from './tokenizer-kinds.ts';

/** A rewritten text and, for each of its UTF-16 units, the first and the last unit of the text that it stands for. */
interface Rewritten {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

type PlainRules = Exclude<TokenizerRules, { readonly kind: 'treebank' }>;

/** @param lowercase whether the program lower-cases the text before it splits it */
export function tokenizePlainly(text: string, rules: PlainRules, lowercase: boolean): Token[] {
  const given = lowercase ? lowerCase(text) : asItIs(text);
  switch (rules.kind) {
    case 'keras':
      return keras(given, rules);
    case 'spaces':
      return matches(given, NO_SPACE);
    case 'text-vectorization':
      return matches(
        rewrite(given, PUNCTUATION, () => ''),
        NO_SPACE,
      );
    case 'basic-english':
      return matches(
        rewrite(given, BASIC_ENGLISH, (sign) => (sign === '"' ? '' : /[;:<]/.test(sign) ? ' ' : ` ${sign} `)),
        NO_SPACE,
      );
    case 'words-and-marks':
      return matches(given, WORD_OR_MARKS);
    case 'words':
      return matches(given, WORD);
    case 'ids':
      return matches(given, ID).map((token) => ({ ...token, text: `#${Number(token.text.replace('#', ''))}` }));
  }
}

/** As Python's str.split() has it. */
const NO_SPACE = new RegExp(`(?:[^${String.raw`\s\x1c-\x1f\x85`}]|\ufeff)+`, 'g');
const ANY = /./gsu;
/** As Python's \w has it, and what is neither that nor white space. */
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
const WORD_OR_MARKS = /[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_\s]+/gu;
const ID = /#?\d{1,9}/g;

/** TextVectorization's lower_and_strip_punctuation (keras/layers/preprocessing/text_vectorization.py). */
const PUNCTUATION = /[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g;

/** torchtext.data.utils._basic_english_normalize. */
const BASIC_ENGLISH = /<br \/>|['".,()!?;:]/g;

/** text_to_word_sequence: filtered characters become the split, then str.split, empty words left out. */
function keras(given: Rewritten, { filters, split, charLevel }: KerasRules): Token[] {
  if (charLevel) return matches(given, ANY);
  const filtered = new Set(filters);
  const parts = rewrite(given, ANY, (char) => (filtered.has(char) ? split : char));
  const tokens: Token[] = [];
  for (let at = 0; at < parts.text.length; ) {
    const found = parts.text.indexOf(split, at);
    const end = found < 0 ? parts.text.length : found;
    if (end > at) tokens.push(tokenOf(parts, at, end));
    at = end + split.length;
  }
  return tokens;
}

function matches(given: Rewritten, pattern: RegExp): Token[] {
  return Array.from(given.text.matchAll(pattern), ({ 0: found, index }) => tokenOf(given, index, index + found.length));
}

function tokenOf({ text, from, to }: Rewritten, at: number, end: number): Token {
  return { text: text.slice(at, end), start: from[at] ?? 0, end: (to[end - 1] ?? 0) + 1 };
}

function asItIs(text: string): Rewritten {
  const places = Array.from({ length: text.length }, (_, at) => at);
  return { text, from: places, to: places };
}

/** Whole, since a final sigma is told by its neighbours; a few characters grow by it (İ). */
function lowerCase(text: string): Rewritten {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return { ...asItIs(text), text: lower };
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const char of text) {
    const grown = char.toLowerCase().length;
    for (let unit = 0; unit < grown; unit++) {
      // A character of two units keeps one place for each.
      from.push(grown === char.length ? at + unit : at);
      to.push(grown === char.length ? at + unit : at + char.length - 1);
    }
    at += char.length;
  }
  return { text: lower, from, to };
}

/** Each match of `pattern` replaced; spaces and signs put in stand for all of what they replace. */
function rewrite(given: Rewritten, pattern: RegExp, replacement: (found: string) => string): Rewritten {
  const parts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const copy = (start: number, end: number) => {
    parts.push(given.text.slice(start, end));
    for (let at = start; at < end; at++) {
      from.push(given.from[at] ?? 0);
      to.push(given.to[at] ?? 0);
    }
  };
  let done = 0;
  for (const { 0: found, index } of given.text.matchAll(pattern)) {
    copy(done, index);
    done = index + found.length;
    const put = replacement(found);
    if (put === found) copy(index, done);
    else {
      parts.push(put);
      for (let unit = 0; unit < put.length; unit++) {
        from.push(given.from[index] ?? 0);
        to.push(given.to[done - 1] ?? 0);
      }
    }
  }
  copy(done, given.text.length);
  return { text: parts.join(''), from, to };
}
