import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../engine/protocol.ts';
import { featureName, madeUpRows, readRows, rowsHint, rowsText } from './number-rows.ts';

const READS = { embeddingSize: 2, features: ['up', 'down'] };

function faults(text: string, reads: Parameters<typeof readRows>[1] = READS): string {
  try {
    readRows(text, reads);
  } catch (error) {
    if (error instanceof LensError) return error.fields.found ?? '';
  }
  return '';
}

describe('rows of numbers', () => {
  it('can be made up for any model, and read as rows of it', () => {
    for (const embeddingSize of [1, 3, 300]) {
      const rows = readRows(madeUpRows({ embeddingSize }), { embeddingSize, features: null });
      expect(rows).toHaveLength(6);
      expect(new Set(rows.map(String)).size).toBe(6);
    }
  });

  it('are read however their numbers are set apart, and as JSON', () => {
    const rows = [
      [1, -2.5],
      [0, 1e-3],
    ];
    for (const text of [
      '1,-2.5\n0,1e-3',
      '1 ; −2.5\r\n\n0;0.001\n',
      '1\t-2.5\n0\t1e-3',
      ' 1  -2.5\n0 0.001',
      JSON.stringify(rows),
    ]) {
      expect(readRows(text, READS), text).toEqual(rows);
    }
  });

  it('follow the names of a first line, and only the model’s own', () => {
    expect(readRows('down,up\n1,2', READS)).toEqual([[2, 1]]);
    expect(faults('down,left\n1,2')).toBe('line 1 holds “down”, which is not a number');
    expect(readRows('1 2', { embeddingSize: 2, features: null })).toEqual([[1, 2]]);
  });

  it('come back as they were from the text written of them', () => {
    const rows = fc.array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()), { minLength: 1 });
    // -0 is written '0'.
    fc.assert(
      fc.property(rows, (given) => {
        expect(readRows(rowsText(given), READS)).toEqual(given.map((row) => row.map((x) => x + 0)));
      }),
    );
  });

  it('are refused with every line that is wrong, and how', () => {
    expect(faults('1,2\n3\n4,5,6\n7,,\nx,8')).toBe(
      'line 2 has 1 number; line 3 has 3 numbers; line 4 has an empty place; and 1 more',
    );
    expect(faults('[[1, 2], [3], ["a", 4], null]')).toMatch(
      /^row 2 has 1 number; row 3 holds “a”, which is not a number; row 4 holds “null”/,
    );
    expect(faults('[[1, 2')).toContain('begins like JSON');
    expect(faults('up,down')).toBe('there is no row');
    expect(faults('1,Infinity')).toContain('Infinity');
  });

  it('are described by count and names', () => {
    expect(rowsHint(READS)).toBe('one row per line, each of 2 numbers: up, down');
    expect(rowsHint({ embeddingSize: 1, features: null })).toBe('one row per line, each of 1 number');
    expect([featureName(READS.features, 1), featureName(null, 1)]).toEqual(['down', 'input 2']);
  });
});
