import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../engine/protocol.ts';
import { nextOrder, SENTENCE_ORDER, sortRows, tableText, wordColumns, wordRows } from './word-table-rows.ts';

const EXPLANATION: Explanation = {
  model: { name: 'm', sha256: '', classes: ['bad', 'good'] },
  tokens: ['such', 'a', '=joy', 'a'],
  unknown: [false, false, true, false],
  scores: [0, 1],
  probabilities: [0.3, 0.7],
  predicted: 1,
  target: 1,
  methods: [
    { id: 'lrp', parameters: {}, words: [0.1, -0.5, 0.30000000000000004, -0.5] },
    { id: 'sa', parameters: {}, words: [1, 2, 3, 4] },
  ],
};
const ROWS = wordRows(EXPLANATION, [0, 0.25, 1, -1]);
const COLUMNS = wordColumns(EXPLANATION, ['lrp', 'sa']);
const positions = (rows: readonly { position: number }[]) => rows.map(({ position }) => position);

describe('wordRows', () => {
  it('holds every method’s value and rank by size, and the effect once it is known', () => {
    expect(ROWS[1]?.values).toEqual({ lrp: -0.5, 'lrp-rank': 1, sa: 2, 'sa-rank': 3, effect: 0.25 });
    expect(wordRows(EXPLANATION, null)[1]?.values.effect).toBeUndefined();
  });
});

describe('wordColumns', () => {
  it('has a value and a rank for each method shown', () => {
    expect(wordColumns(EXPLANATION, ['sa']).map(({ id }) => id)).toEqual(['position', 'word', 'sa', 'sa-rank', 'effect']);
    expect(wordColumns({ ...EXPLANATION, contrast: 0 }, []).at(-1)?.name).toContain('score difference');
  });
});

describe('sortRows', () => {
  it('sorts by value and by word, equal ones as in the sentence', () => {
    expect(positions(sortRows(ROWS, { column: 'lrp', descending: false }))).toEqual([1, 3, 0, 2]);
    expect(positions(sortRows(ROWS, { column: 'lrp', descending: true }))).toEqual([2, 0, 1, 3]);
    expect(positions(sortRows(ROWS, { column: 'word', descending: true })).slice(0, 1)).toEqual([0]);
    expect(positions(sortRows(ROWS, { column: 'position', descending: true }))).toEqual([3, 2, 1, 0]);
  });

  it('puts what is not known last, whichever way', () => {
    const some = wordRows(EXPLANATION, [1, Number.NaN, 3]);
    for (const descending of [true, false])
      expect(positions(sortRows(some, { column: 'effect', descending })).slice(2)).toEqual([1, 3]);
  });

  it('keeps every row and brings any values in order', () => {
    const arrays = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(arrays, (effects) => {
        const sorted = sortRows(wordRows(EXPLANATION, effects), { column: 'effect', descending: false });
        expect(sorted.map(({ values }) => values.effect)).toEqual([...effects].sort((a, b) => a - b));
      }),
    );
  });
});

describe('nextOrder', () => {
  it('begins with the largest values and the first ranks, and turns round', () => {
    const [position, word, lrp, rank] = COLUMNS;
    if (!(position && word && lrp && rank)) throw new Error('columns are missing');
    expect(nextOrder(SENTENCE_ORDER, lrp)).toEqual({ column: 'lrp', descending: true });
    expect(nextOrder(SENTENCE_ORDER, rank)).toEqual({ column: 'lrp-rank', descending: false });
    expect(nextOrder({ column: 'lrp', descending: true }, lrp)).toEqual({ column: 'lrp', descending: false });
    expect(nextOrder(SENTENCE_ORDER, position)).toEqual({ column: 'position', descending: true });
  });
});

describe('tableText', () => {
  it('has a heading, one line a word and all digits', () => {
    const lines = tableText(ROWS, COLUMNS)
      .split('\n')
      .map((line) => line.split('\t'));
    expect(lines[0]).toEqual([
      'position',
      'word',
      'LRP',
      'LRP rank',
      'Sensitivity',
      'Sensitivity rank',
      'measured effect (drop in the score when blanked out alone)',
      'unknown word',
    ]);
    expect(lines[3]).toEqual(['3', "'=joy", '0.30000000000000004', '3', '3', '2', '1', 'yes']);
    expect(lines).toHaveLength(5);
  });

  it('keeps a word in its cell, and a lone dash a dash', () => {
    const odd = wordRows({ ...EXPLANATION, tokens: ['x\ty', '-', '-2', '…'] }, null);
    const words = tableText(odd, COLUMNS)
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[1]);
    expect(words).toEqual(['x y', '-', "'-2", '…']);
  });
});

it('a word that is not read is marked, in the copied table too', () => {
  const rows = wordRows({ ...EXPLANATION, read: [1, 4] }, null);
  expect(rows.map(({ unread }) => unread)).toEqual([true, false, false, false]);
  const [heading = '', first = '', second = ''] = tableText(rows, COLUMNS).split('\n');
  expect(heading.endsWith('\tunknown word\tnot read')).toBe(true);
  expect([first.endsWith('\tno\tyes'), second.endsWith('\tno\tno')]).toEqual([true, true]);
  expect(tableText(ROWS, COLUMNS)).not.toContain('not read');
});
