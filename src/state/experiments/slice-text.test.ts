import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExampleFilter, NO_FILTER, PHENOMENA } from '../examples/index.ts';
import { formatNumbers, formatSlice, parseSlice, sayFilter } from './slice-text.ts';

const anyText = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((text) => text.trim() !== '');
const anyFilter: fc.Arbitrary<ExampleFilter> = fc.record({
  search: fc.oneof(fc.constant(''), anyText).map((text) => text.trim()),
  gold: fc.option(fc.nat(9)),
  predicted: fc.option(fc.nat(9)),
  outcome: fc.option(fc.constantFrom('right', 'wrong')),
  minLength: fc.option(fc.nat(999)),
  maxLength: fc.option(fc.nat(999)),
  unknownWords: fc.boolean(),
  phenomenon: fc.option(fc.constantFrom(...PHENOMENA.map(({ id }) => id))),
  only: fc.option(
    fc.record({
      set: fc.constant('built-in' as const),
      label: anyText,
      numbers: fc
        .array(fc.integer({ min: 1, max: 200 }), { minLength: 1 })
        .map((numbers) => new Set(numbers.sort((a, b) => a - b))),
      word: fc.constant(null),
    }),
  ),
});

describe('a filter as text', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const text = formatSlice(filter, 'built-in');
        expect(text === null ? NO_FILTER : parseSlice(text, 'built-in')).toEqual(filter);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('is what a link can be read by', () => {
    const filter: ExampleFilter = {
      ...NO_FILTER,
      gold: 1,
      outcome: 'wrong',
      minLength: 10,
      maxLength: 20,
      search: 'not, 100 % good',
    };
    expect(formatSlice(filter, 'sst')).toBe('true:1,outcome:wrong,length:10-20,search:not%2C 100 %25 good');
    expect(sayFilter(filter, [], ['bad', 'good'])).toBe('true class good, incorrect, 10 to 20 words, “not, 100 % good”');
  });

  it('asks a set nothing that only another one can tell', () => {
    const only = { set: 'sst', label: 'a figure', numbers: new Set([1]), word: null } as const;
    expect(formatSlice({ ...NO_FILTER, phenomenon: 'irony', only }, 'file')).toBeNull();
    expect(formatSlice({ ...NO_FILTER, phenomenon: 'irony' }, 'built-in')).toBe('phenomenon:irony');
    expect(formatSlice({ ...NO_FILTER, only }, 'sst')).toBe('numbers:1,label:a figure');
  });

  it.each([
    '',
    'true',
    'true:',
    'true:x',
    'colour:blue',
    'length:-',
    'length:1',
    'true:1,true:2',
    'numbers:0',
    'numbers:5-2',
    'numbers:1-999999999',
    'label:a',
    'outcome:right,',
  ])('%j is none', (text) => expect(parseSlice(text, 'sst')).toBeNull());

  it('writes numbers as ranges', () => {
    expect(formatNumbers([3, 1, 2, 7, 9, 10])).toBe('1-3.7.9-10');
  });
});
