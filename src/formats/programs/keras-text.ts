/** TextVectorization in a model: how texts become ids, and which words there are. */
import type { ReadVocabulary } from '../vocabularies/index.ts';
import type { KerasChain, TextRules } from './keras-chain.ts';
import { fieldOf, listOf, numberOf, textOf } from './keras-json.ts';
import type { KerasLayer } from './keras-layer.ts';

/** keras/layers/preprocessing/text_vectorization.py: whether each lower-cases, and strips punctuation. */
const STANDARDS: Readonly<Record<string, readonly [lowercase: boolean, strips: boolean]>> = {
  lower_and_strip_punctuation: [true, true],
  lower: [true, false],
  strip_punctuation: [false, true],
  none: [false, false],
};

export function addTextVectorization(chain: KerasChain, layer: KerasLayer): void {
  const { config } = layer;
  const [lowercase, strips] = STANDARDS[standardOf(config)] ?? [];
  if (lowercase === undefined || strips === undefined) chain.refuse(layer, `standardize ${standardOf(config)}`);
  const split = fieldOf(config, 'split');
  if (split !== 'whitespace') chain.refuse(layer, `split ${split === undefined ? 'none' : String(split)}`);
  if (fieldOf(config, 'ngrams') !== undefined) chain.refuse(layer, 'ngrams');
  if ((textOf(config, 'output_mode') ?? 'int') !== 'int')
    chain.refuse(layer, `output_mode ${String(fieldOf(config, 'output_mode'))}`);
  const words = listOf(config, 'vocabulary')?.filter((word) => typeof word === 'string');
  chain.text = {
    tokenizer: { kind: strips === false ? 'spaces' : 'text-vectorization' },
    lowercase: lowercase ?? true,
    words: words !== undefined && words.length > 0 ? withSpecial(words) : null,
  };
  chain.length = numberOf(config, 'output_sequence_length') ?? null;
  chain.padding = { side: 'post', id: 0, truncate: 'post' };
}

/** Left out of the file is no standardisation only where the file says null. */
function standardOf(config: object): string {
  const given: unknown = Object.getOwnPropertyDescriptor(config, 'standardize')?.value;
  if (given === undefined) return 'lower_and_strip_punctuation';
  return given === null ? 'none' : typeof given === 'string' ? given : 'of its own';
}

/** Ids 0 and 1 are padding and what is unknown: a list that leaves them out is moved up by two. */
function withSpecial(words: readonly string[]): string[] {
  return words[0] === '' ? [...words] : ['', '[UNK]', ...words];
}

/** Words out of a file beside the model, called `file`: get_vocabulary() without the two entries that are no words begins at id 2. */
export function vocabularyOf(rules: TextRules, read: ReadVocabulary, rows: number, file: string): ReadVocabulary {
  const isMoved = read.words[0] !== '' && read.words[1] !== '[UNK]' && read.words.length + 2 <= rows;
  const words = isMoved ? withSpecial(read.words) : read.words;
  const doubt = `${file} begins with a word, and TextVectorization keeps id 0 for padding and 1 for unknown words: its words were read as ids from 2. Does the model’s own program do so?`;
  return {
    ...read,
    words,
    hints: { ...read.hints, ...hintsOf(rules, words) },
    doubts: isMoved ? [...read.doubts.filter((one) => !/is it whole/.test(one)), doubt] : read.doubts,
  };
}

/** The vocabulary that the model holds itself. */
export function vocabularyInModel(rules: TextRules, words: readonly string[], label: string): ReadVocabulary {
  return { label, words, hints: hintsOf(rules, words), doubts: [], vectors: null };
}

function hintsOf({ tokenizer, lowercase }: TextRules, words: readonly string[]): ReadVocabulary['hints'] {
  return { tokenizer, lowercase, unkToken: words[1] === '[UNK]' ? '[UNK]' : null, paddingId: words[0] === '' ? 0 : null };
}
