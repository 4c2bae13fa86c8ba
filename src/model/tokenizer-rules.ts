/**
 * The Penn Treebank's rules as the Stanford Sentiment Treebank (SST) has them: word lists and patterns. Every pattern is sticky
 * (matches at a given place only) and either cannot fail late or is bounded, so that the scan stays linear.
 * Where SST departs from the Penn Treebank, SST wins, for the models were trained on it: square brackets are -LRB- and -RRB- like
 * round ones, and 'gonna' stays whole for a model that knows it whole.
 */

/** Scripts written without spaces: words are found by Intl.Segmenter. */
const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー';
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}_]`;
/** Inside a word also a soft hyphen and the zero-width joiners of Persian and the Indic scripts. */
const INNER = `(?:${LETTER}|[\\u00ad\\u200c\\u200d](?=${LETTER}))`;
const NUMBER = '\\d+(?:[.:]\\d+|,\\d{3}(?!\\d))*';
const ATOM = `(?:${NUMBER}${INNER}*|${LETTER}${INNER}*)`;
/** What holds a word together: mid-winter, O'Neill, R&B, actor/director (also as SST writes it: actor\/director). */
const CONNECTOR = `(?:-|'(?=\\p{L})|&|\\\\?/)`;
const PICTURE = '\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier})?[\\u{e0020}-\\u{e007f}]*';

export const PATTERNS = {
  skip: /(?:[ \p{Cf}]|\ufe0f)+/uy,
  unspaced: new RegExp(`[${UNSPACED}]+`, 'uy'),
  url: /(?:https?:\/\/|www\.)[^ ]*[\p{L}\p{N}/]/iuy,
  email: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/y,
  domain: /[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,3}\.(?:com|org|net|edu|gov|info|tv|uk)(?![\p{L}\p{N}])/uy,
  bracket: /-[LR][RCS]B-/iy,
  /** An emoji sequence: joined people and the like, keycaps, flags. */
  emoji: new RegExp(`${PICTURE}(?:\\u200d${PICTURE})*|[\\d#*]\\ufe0f?\\u20e3|\\p{RI}\\p{RI}`, 'uy'),
  emoticon: /[:;=]-?[()DPp](?= |$)/y,
  ellipsis: /…|\.{3}(?!\.)|\.{5,}/y,
  dash: /[—]+|-{2,}/y,
  /** With a U+00A0 or a fraction sign (2 1/2, 8½) one token that holds a U+00A0, as in SST; with a plain space two, as in SST. */
  mixedNumber: /(\d{1,3})(?:([ \u00a0])([1-9])\\?\/([2-9])(?![\d/\\])|([¼½¾⅓⅔⅛⅜⅝⅞]))/y,
  acronym: /(?:Ph\.D|[A-Za-zÀ-ɏ](?:\.[A-Za-zÀ-ɏ]){1,9})(?![\p{L}\p{N}])(?:\.(?!\.))?/uy,
  word: new RegExp(`${ATOM}(?:${CONNECTOR}${ATOM})*`, 'uy'),
  decimal: /\.\d+(?![\d.])/y,
  asterisks: /(?:\\?\*)+/y,
  slash: /\\?\//y,
  exclaim: /[!?]+/y,
  archaic: /'(?=(?:tis|twas)(?![\p{L}\p{N}]))/iuy,
  /** Words that begin with an apostrophe: rock 'n' roll, pack 'em in, '70s, the summer of '53. */
  apostropheWord: /'(?:n'(?![\p{L}\p{N}])|(?:n|em|til|till|cause)(?![\p{L}\p{N}'])|\d\ds?(?![\p{L}\p{N}]))/iuy,
  clitic: /'(?:s|re|ve|ll|d|m)(?![\p{L}\p{N}])/iuy,
  nextInitial: / ?\p{Lu}\.(?!\.)/uy,
  nextDigit: / ?\d/y,
  /** Nothing but closing quotes follows. */
  tail: /['"” ]*$/y,
} as const;

export const CLITICS: ReadonlySet<string> = new Set(['s', 're', 've', 'll', 'd', 'm']);

/** Two words run together, and where the Penn Treebank parts them: gon na, wan na, got ta, gim me, lem me. */
export const RUN_TOGETHER: ReadonlyMap<string, number> = new Map([
  ['gonna', 3],
  ['wanna', 3],
  ['gotta', 3],
  ['gimme', 3],
  ['lemme', 3],
]);

export const FRACTIONS: ReadonlyMap<string, string> = new Map([
  ['¼', '1\\/4'],
  ['½', '1\\/2'],
  ['¾', '3\\/4'],
  ['⅓', '1\\/3'],
  ['⅔', '2\\/3'],
  ['⅛', '1\\/8'],
  ['⅜', '3\\/8'],
  ['⅝', '5\\/8'],
  ['⅞', '7\\/8'],
]);

/** 'half of a word before a space': pre- and post-war. Other words drop a hyphen that hangs at their end. */
export const HANGING_PREFIXES = words(
  'anti ex inter intra mid mini multi non over post pre pro pseudo quasi semi sub super ultra',
);

/** Before a name: the sentence does not end here. */
const TITLES = words('mr mrs ms dr prof rev hon st messrs');
/** At the end of a text these are followed by a full stop of their own, as in SST: 'etc.' gives 'etc.' and '.'. */
const ENDINGS = words('etc inc bros jr sr ltd corp vs esq');
/** Abbreviations only with a capital, for the word in small letters is another one. */
const CAPITALISED = words(
  'Co Ave Blvd Mt Ft Gen Col Sen Rep Gov Lt Capt Sgt Jan Feb Aug Sept Oct Nov Dec Pa PA Wash Calif Mass Conn Mich Minn Penn Tex Fla',
);
/** Abbreviations only before a number. */
const BEFORE_NUMBER = words('no nos vol pp fig');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

export type AbbreviationKind = 'title' | 'ending' | 'number' | 'initial' | 'after-et' | null;

/** What kind of abbreviation `word` is when a full stop follows it. */
export function abbreviationKind(word: string): AbbreviationKind {
  const lower = word.toLowerCase();
  if (TITLES.has(lower)) return 'title';
  if (ENDINGS.has(lower) || CAPITALISED.has(word)) return 'ending';
  if (BEFORE_NUMBER.has(lower)) return 'number';
  if (lower === 'al') return 'after-et';
  return /^\p{L}$/u.test(word) ? 'initial' : null;
}

/** Whether `chunk` ends in a full stop that may be its own, judged without what stands around it. */
export function mayBeAbbreviation(chunk: string): boolean {
  const stem = chunk.slice(0, -1);
  const capital = stem.charAt(0).toUpperCase() + stem.slice(1);
  return chunk.endsWith('.') && (abbreviationKind(stem) !== null || CAPITALISED.has(capital));
}
