import { describe, expect, it } from 'vitest';
import { fromSentences } from '../../testing/sentence-files.ts';
import type { ExampleSet } from '../examples/index.ts';
import { NO_FILTER } from '../examples/index.ts';
import { createSliceReader, listedSlice } from './data-slice.ts';

const set: ExampleSet = {
  id: 'file',
  name: 'mine.tsv',
  goldClasses: ['bad', 'good'],
  examples: fromSentences([
    { gold: 0, tokens: ['a', 'b'] },
    { gold: 1, tokens: ['b', 'c', 'd'] },
    { gold: 1, tokens: ['c'] },
  ]),
};
const model = { classes: ['bad', 'good'], output: 'softmax', sha256: 'aa' } as const;
const predictions = {
  model: 'aa',
  done: 3,
  predicted: Uint8Array.of(1, 1, 0),
  confidence: new Float32Array(3),
  unknown: Uint16Array.of(0, 1, 0),
  length: Uint16Array.of(2, 3, 1),
};

describe('a slice of a set', () => {
  const read = createSliceReader();

  it('is those of its sentences that pass, told by the names of its classes', () => {
    expect(read('true:1,length:2-', set, null, model)).toEqual({
      words: 'true class good, at least 2 words',
      slice: {
        text: 'true:1,length:2-',
        words: 'true class good, at least 2 words',
        takesPart: Uint8Array.of(0, 1, 0),
        count: 1,
        key: '2',
      },
    });
    expect(read('outcome:wrong', set, predictions, model)?.slice?.key).toBe('1.3');
    expect(read('unknown:some', set, predictions, model)?.slice?.key).toBe('2');
    expect(read('numbers:2-9,label:of a figure', set, null, model)).toMatchObject({
      words: 'of a figure',
      slice: { key: '2-3' },
    });
  });

  it('waits for predictions, all of them and of this model, and stays the same object', () => {
    for (const unfit of [null, { ...predictions, done: 2 }, { ...predictions, model: 'bb' }]) {
      expect(read('predicted:1', set, unfit, model)).toEqual({ words: 'predicted good', slice: null });
    }
    expect(read('predicted:1', set, predictions, model)?.slice).toBe(read('predicted:1', set, predictions, model)?.slice);
  });

  it('is nothing where the text is no filter', () => {
    expect(read('colour:blue', set, predictions, model)).toBeNull();
  });
});

describe('what stands in the list', () => {
  it('is offered without what the set cannot tell, and not where it asks nothing', () => {
    expect(listedSlice(NO_FILTER, set, null, model)).toBeNull();
    const filter = { ...NO_FILTER, gold: 1, search: 'c' };
    expect(listedSlice(filter, set, null, model)).toMatchObject({
      text: 'true:1,search:c',
      isTooLong: false,
      slice: { count: 2 },
    });
    const others = { ...model, classes: ['no', 'yes'] };
    expect(listedSlice(filter, set, null, others)).toMatchObject({ text: 'search:c' });
    expect(listedSlice({ ...NO_FILTER, gold: 1 }, set, null, others)).toBeNull();
  });

  it('is no data set where a link could not hold it', () => {
    const numbers = new Set(Array.from({ length: 5000 }, (_, k) => 2 * k + 1));
    const only = { set: 'file', label: 'of a figure', numbers, word: null } as const;
    expect(listedSlice({ ...NO_FILTER, only }, set, null, model)?.isTooLong).toBe(true);
  });
});
