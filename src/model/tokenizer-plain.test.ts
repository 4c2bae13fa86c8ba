import { describe, expect, it } from 'vitest';
import { mulberry32 } from './random.ts';
import { tokenize } from './tokenizer.ts';
import {
  describeTokenizer,
  isTokenizerKind,
  KERAS_RULES,
  TOKENIZERS,
  type TokenizerRules,
  usualRules,
} from './tokenizer-kinds.ts';

const split = (text: string, rules: TokenizerRules, lowercase = true) =>
  tokenize(text, { lowercase, rules }).map((token) => token.text);

describe('Keras’ Tokenizer', () => {
  it.each([
    ['Don’t stop, it\'s "GREAT"!', ['don’t', 'stop', "it's", 'great']],
    ['warm-hearted\tand\nlong', ['warm', 'hearted', 'and', 'long']],
    ['a\u00a0b', ['a\u00a0b']], // only the split parts words
    ['  !!  ', []],
  ])('%j', (text, words) => {
    expect(split(text, KERAS_RULES)).toEqual(words);
  });

  it('other filters and splits, which may be longer than a character', () => {
    expect(split('a.b--c', { ...KERAS_RULES, filters: '.', split: '--' })).toEqual(['a', 'b', 'c']);
    expect(split('A.b', { ...KERAS_RULES, filters: 'a' })).toEqual(['.b']); // lower-cased before it is filtered
    expect(split('A.b', { ...KERAS_RULES, filters: 'a' }, false)).toEqual(['A.b']);
  });

  it('single characters, without a filter', () => {
    expect(split('Hi! 😀', { ...KERAS_RULES, charLevel: true })).toEqual(['h', 'i', '!', ' ', '😀']);
  });
});

it.each<[TokenizerRules['kind'], string, string[]]>([
  ['text-vectorization', "It's warm-hearted, isn't it?", ['its', 'warmhearted', 'isnt', 'it']],
  ['basic-english', 'It\'s "fine"; really.<br />Yes!', ['it', "'", 's', 'fine', 'really', '.', 'yes', '!']],
  ['words-and-marks', "Isn't it 8.5?!", ['isn', "'", 't', 'it', '8', '.', '5', '?!']],
  ['words', "Isn't it 8.5?!", ['isn', 't', 'it', '8', '5']],
  ['spaces', ' Well,\u2003that is it. ', ['well,', 'that', 'is', 'it.']],
  ['ids', '17, #4 023', ['#17', '#4', '#23']],
])('%s: %j', (kind, text, words) => {
  expect(split(text, usualRules(kind))).toEqual(words);
});

it('places in the text are kept where lower case makes it longer, and signs are taken out', () => {
  const text = 'İYİ, "so" 😀x';
  for (const { kind } of TOKENIZERS) {
    if (kind === 'ids' || kind === 'spaces') continue; // which keep no letters, or the comma
    const places = tokenize(text, { lowercase: true, rules: usualRules(kind) }).map(({ start, end }) => text.slice(start, end));
    expect(places.slice(0, 1), kind).toEqual(['İYİ']);
    expect(places.at(-1), kind).toMatch(/x$/);
  }
});

it('whatever the text: in order, not overlapping, not empty, within the text', () => {
  const random = mulberry32(7);
  const pieces = ['a', 'İ', 'Σ', "'", '"', '<br />', '.', '!', '-', ' ', '\t', '\u00a0', '😀', '\ud800', '5', '#3', 'ß', '\n'];
  for (let count = 0; count < 400; count++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 12) }, () => pieces[Math.floor(random() * pieces.length)]).join(
      '',
    );
    for (const { kind } of TOKENIZERS) {
      for (const lowercase of [true, false]) {
        const tokens = tokenize(text, { lowercase, rules: usualRules(kind) });
        const wrong = tokens.filter(({ text: word, start, end }, at) => {
          return word === '' || start < (tokens[at - 1]?.end ?? 0) || end <= start || end > text.length;
        });
        if (wrong.length > 0) expect.fail(`${kind} ${JSON.stringify(text)}: ${JSON.stringify(tokens)}`);
      }
    }
  }
});

it('is described in one sentence', () => {
  expect(describeTokenizer(KERAS_RULES)).toBe('Texts are split as Keras’ Tokenizer does: at spaces, without punctuation.');
  expect(describeTokenizer({ ...KERAS_RULES, filters: '.' })).toMatch(/its own settings/);
  expect(describeTokenizer({ ...KERAS_RULES, charLevel: true })).toMatch(/single characters/);
  expect([isTokenizerKind('keras'), isTokenizerKind('bpe')]).toEqual([true, false]);
});
