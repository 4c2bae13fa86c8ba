/** The ways in which programs split a text into words, so that a model reads what it was trained on. */

/** As keras_preprocessing.text.Tokenizer has them. */
export interface KerasRules {
  readonly kind: 'keras';
  /** Characters that count as `split`. */
  readonly filters: string;
  /** What stands between words; not empty. */
  readonly split: string;
  /** Whether every character is a word; nothing is filtered then. */
  readonly charLevel: boolean;
}

type PlainKind = 'treebank' | 'spaces' | 'text-vectorization' | 'basic-english' | 'words-and-marks' | 'words' | 'ids';

export type TokenizerRules = KerasRules | { [Kind in PlainKind]: { readonly kind: Kind } }[PlainKind];

export type TokenizerKind = TokenizerRules['kind'];

/** In the order in which they are offered, each with what it does, as a sentence goes on after "Texts are split …". */
export const TOKENIZERS: readonly { readonly kind: TokenizerKind; readonly name: string; readonly says: string }[] = [
  { kind: 'treebank', name: 'Penn Treebank', says: 'as the Penn Treebank does: punctuation and endings such as n’t are words' },
  { kind: 'keras', name: 'Keras Tokenizer', says: 'as Keras’ Tokenizer does: at spaces, without punctuation' },
  {
    kind: 'text-vectorization',
    name: 'Keras TextVectorization',
    says: 'as Keras’ TextVectorization does: punctuation is removed, then at white space',
  },
  {
    kind: 'basic-english',
    name: 'torchtext basic_english',
    says: 'as torchtext’s basic_english does: . , ! ? ( ) and ’ are words',
  },
  { kind: 'words-and-marks', name: 'Words and marks', says: 'into runs of letters and digits, and runs of other characters' },
  { kind: 'words', name: 'Words alone', says: 'into runs of letters and digits; other characters are dropped' },
  { kind: 'spaces', name: 'White space', says: 'at white space, and nothing else' },
  { kind: 'ids', name: 'Ids', says: 'as ids: type numbers such as 17 4 23' },
];

export const TREEBANK: TokenizerRules = { kind: 'treebank' };

/** The usual filters of keras_preprocessing.text.Tokenizer: all punctuation of ASCII but the apostrophe, tabs and line ends. */
export const KERAS_RULES: KerasRules = {
  kind: 'keras',
  filters: '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n',
  split: ' ',
  charLevel: false,
};

export function isTokenizerKind(kind: string): kind is TokenizerKind {
  return TOKENIZERS.some((tokenizer) => tokenizer.kind === kind);
}

/** The usual rules of a kind. */
export function usualRules(kind: TokenizerKind): TokenizerRules {
  return kind === 'keras' ? KERAS_RULES : { kind };
}

/** How texts are split, as one sentence. */
export function describeTokenizer(rules: TokenizerRules): string {
  if (rules.kind === 'keras' && rules.charLevel) return 'Texts are split into single characters, as Keras’ Tokenizer does.';
  const says = TOKENIZERS.find(({ kind }) => kind === rules.kind)?.says ?? '';
  const odd = rules.kind === 'keras' && (rules.filters !== KERAS_RULES.filters || rules.split !== KERAS_RULES.split);
  return `Texts are split ${says}${odd ? ' (with its own settings)' : ''}.`;
}
