import { describe, expect, it } from 'vitest';
import { fromSentences } from '../../testing/sentence-files.ts';
import { type Example, fromBuiltIn } from './example.ts';
import { type ExampleFilter, filterNeedsPredictions, matcher, NO_FILTER, parseSearch } from './filter.ts';
import type { SetPredictions } from './predictions.ts';

const SENTENCES = fromSentences([
  { gold: 0, tokens: ['A', 'dull', 'Film', '.'] },
  { gold: 3, tokens: ['It', 'does', "n't", 'bore'] },
  { gold: 3, tokens: ['a', 'film', 'that', 'is', 'never', 'dull'] },
]);
const BUILT_IN = fromBuiltIn([
  { text: 'The songs aren’t bad.', gold: 3, phenomenon: 'negation' },
  { text: 'Good songs, poor dialogue.', gold: 2, phenomenon: 'mixed' },
]);
const PREDICTIONS: SetPredictions = {
  model: 'a',
  done: 3,
  predicted: Uint8Array.of(0, 1, 3),
  confidence: Float32Array.of(0.9, 0.5, 0.7),
  unknown: Uint16Array.of(0, 2, 0),
  length: Uint16Array.of(4, 4, 6),
};

function found(change: Partial<ExampleFilter>, examples: readonly Example[] = SENTENCES, predictions = PREDICTIONS): number[] {
  return examples.filter(matcher({ ...NO_FILTER, ...change }, predictions)).map(({ number }) => number);
}

describe('parseSearch', () => {
  it('keeps words and #numbers apart and takes no notice of case, spaces and a lone #', () => {
    expect(parseSearch('  Never #12 DULL #7 # ')).toEqual({ words: ['never', 'dull'], numbers: [12, 7] });
  });

  it('takes what only looks like a number for a word', () => {
    expect(parseSearch('#1st 10')).toEqual({ words: ['#1st', '10'], numbers: [] });
  });
});

describe('matcher', () => {
  it('lets everything through without a filter', () => {
    expect(found({})).toEqual([1, 2, 3]);
  });

  it('asks for every word, in any order and case, also half typed', () => {
    expect(found({ search: 'FILM dull' })).toEqual([1, 3]);
    expect(found({ search: 'dull nev' })).toEqual([3]);
    expect(found({ search: 'dull bore' })).toEqual([]);
  });

  it('finds straight and curly apostrophes by either', () => {
    expect(found({ search: 'n’t' })).toEqual([2]);
    expect(found({ search: "aren't" }, BUILT_IN)).toEqual([1]);
  });

  it('finds by number, one of several, together with words', () => {
    expect(found({ search: '#2' })).toEqual([2]);
    expect(found({ search: '#3 #1' })).toEqual([1, 3]);
    expect(found({ search: '#1 #2 film' })).toEqual([1]);
    expect(found({ search: '#22' })).toEqual([]);
  });

  it('filters by gold and by predicted label', () => {
    expect(found({ gold: 3 })).toEqual([2, 3]);
    expect(found({ gold: 0 })).toEqual([1]);
    expect(found({ predicted: 1 })).toEqual([2]);
    expect(found({ predicted: 0 })).toEqual([1]);
  });

  it('tells right from wrong predictions', () => {
    expect(found({ outcome: 'right' })).toEqual([1, 3]);
    expect(found({ outcome: 'wrong' })).toEqual([2]);
  });

  it('bounds the length at both ends, inclusively', () => {
    expect(found({ minLength: 5 })).toEqual([3]);
    expect(found({ maxLength: 4 })).toEqual([1, 2]);
    expect(found({ minLength: 4, maxLength: 6 })).toEqual([1, 2, 3]);
  });

  it('takes the length of sentences without tokens from the predictions', () => {
    expect(found({ minLength: 6 }, BUILT_IN, { ...PREDICTIONS, length: Uint16Array.of(7, 5) })).toEqual([1]);
  });

  it('finds sentences with unknown words', () => {
    expect(found({ unknownWords: true })).toEqual([2]);
  });

  it('filters by phenomenon where there is one, and ignores it where there is none', () => {
    expect(found({ phenomenon: 'mixed' }, BUILT_IN)).toEqual([2]);
    expect(found({ phenomenon: 'mixed' })).toEqual([1, 2, 3]);
  });

  it('joins all criteria', () => {
    expect(found({ search: 'film', gold: 3, outcome: 'right', minLength: 5 })).toEqual([3]);
    expect(found({ search: 'film', gold: 3, outcome: 'wrong' })).toEqual([]);
  });

  it('leaves out what needs predictions while there are none, and keeps the rest', () => {
    const test = matcher({ ...NO_FILTER, gold: 3, outcome: 'wrong', predicted: 4, unknownWords: true, minLength: 5 }, null);
    expect(SENTENCES.filter(test).map(({ number }) => number)).toEqual([3]);
    expect(BUILT_IN.filter(test).map(({ number }) => number)).toEqual([1]);
  });
});

describe('filterNeedsPredictions', () => {
  it('is true for what only the model can tell', () => {
    const needs = (change: Partial<ExampleFilter>, examples = SENTENCES): boolean =>
      filterNeedsPredictions({ ...NO_FILTER, ...change }, examples);
    expect(needs({ search: 'film', gold: 1, phenomenon: 'irony' })).toBe(false);
    expect(needs({ predicted: 0 })).toBe(true);
    expect(needs({ outcome: 'right' })).toBe(true);
    expect(needs({ unknownWords: true })).toBe(true);
    expect(needs({ minLength: 3 })).toBe(false);
    expect(needs({ minLength: 3 }, BUILT_IN)).toBe(true);
  });
});
