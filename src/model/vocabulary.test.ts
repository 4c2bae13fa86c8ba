import { describe, expect, test } from 'vitest';
import { Vocabulary } from './vocabulary.ts';

const words = ['<unk>', 'the', 'film', 'constructor', '__proto__'];
const withUnk = new Vocabulary(words, { lowercase: true, unkToken: '<unk>' });
const withoutUnk = new Vocabulary(['the', 'Film', 'film'], { lowercase: false, unkToken: null });

describe('Vocabulary', () => {
  test('an id is the position of the word', () => {
    expect(words.slice(1).map((word) => withUnk.id(word))).toEqual([1, 2, 3, 4]);
  });

  test('names of object members are ordinary words', () => {
    expect([withUnk.has('toString'), withUnk.has('hasOwnProperty'), withUnk.has('__proto__')]).toEqual([false, false, true]);
    expect(withoutUnk.id('constructor')).toBe(-1);
  });

  test('an unknown word gets the unk id and is marked', () => {
    const { ids, unknown } = withUnk.lookUp(['The', 'zorp', 'FILM']);
    expect(ids).toEqual(Int32Array.of(1, 0, 2));
    expect(unknown).toEqual([false, true, false]);
  });

  test('the unk token typed as a word counts as unknown', () => {
    expect(withUnk.lookUp(['<unk>', '<UNK>'])).toEqual({ ids: Int32Array.of(0, 0), unknown: [true, true] });
    expect(withUnk.has('<unk>')).toBe(false);
  });

  test('without an unk token an unknown word has no embedding', () => {
    expect(withoutUnk.lookUp(['zorp', 'the'])).toEqual({ ids: Int32Array.of(-1, 0), unknown: [true, false] });
  });

  test('case counts unless the model lower-cases', () => {
    expect([withoutUnk.id('Film'), withoutUnk.id('film'), withoutUnk.id('FILM')]).toEqual([1, 2, -1]);
  });

  test('an unk token that is no word of the vocabulary is as good as none', () => {
    const vocabulary = new Vocabulary(['a'], { lowercase: true, unkToken: '<unk>' });
    expect(vocabulary.lookUp(['b', '<unk>'])).toEqual({ ids: Int32Array.of(-1, -1), unknown: [true, true] });
  });

  test('padding is never what a word is read as', () => {
    const padded = new Vocabulary(['<unk>', 'pad', 'film'], { lowercase: true, unkToken: '<unk>', paddingId: 1 });
    expect(padded.lookUp(['Pad', 'film'])).toEqual({ ids: Int32Array.of(0, 2), unknown: [true, false] });
    expect(padded.markers).toEqual(['<unk>', 'pad']);
    const alone = new Vocabulary(['pad'], { lowercase: true, unkToken: null, paddingId: 0 });
    expect([alone.id('pad'), alone.has('pad'), alone.markers]).toEqual([-1, false, ['pad']]);
  });

  test('nothing to look up', () => {
    expect(withUnk.lookUp([])).toEqual({ ids: new Int32Array(0), unknown: [] });
  });
});
