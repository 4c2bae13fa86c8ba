import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendall, ranks, spearman } from './rank-correlation.ts';

/** Two series of one length, with many ties. */
const pair = fc.integer({ min: 2, max: 14 }).chain((length) => {
  const series = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1, max: 1, noNaN: true })), {
    minLength: length,
    maxLength: length,
  });
  return fc.tuple(series, series);
});

const isConstant = (values: readonly number[]) => values.every((value) => value === values[0]);

/** Rank = 1 + how many are smaller + half of the others that are equal. */
function countedRank(values: readonly number[], k: number): number {
  const own = values[k] ?? 0;
  return 1 + values.filter((value) => value < own).length + (values.filter((value) => value === own).length - 1) / 2;
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((x, y) => x + y, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((x, k) => (x - ma) * ((b[k] ?? 0) - mb)));
  return covariance / Math.sqrt(mean(a.map((x) => (x - ma) ** 2)) * mean(b.map((y) => (y - mb) ** 2)));
}

describe('rank correlation', () => {
  it('ranks as counting does', () => {
    fc.assert(
      fc.property(pair, ([a]) => {
        expect([...ranks(a)]).toEqual(a.map((_, k) => countedRank(a, k)));
      }),
      { seed: 14 },
    );
  });

  it("is Pearson's of counted ranks, and counted pairs", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        if (isConstant(a) || isConstant(b)) {
          expect([spearman(a, b), kendall(a, b)]).toEqual([Number.NaN, Number.NaN]);
          return;
        }
        const counted = (values: readonly number[]) => values.map((_, k) => countedRank(values, k));
        expect(spearman(a, b)).toBeCloseTo(pearson(counted(a), counted(b)), 12);
        let [concordant, discordant, tiedA, tiedB, tiedBoth] = [0, 0, 0, 0, 0];
        for (const i of a.keys()) {
          for (const j of a.keys()) {
            if (j <= i) continue;
            const [x, y] = [a[i] === a[j], b[i] === b[j]];
            if (x && y) tiedBoth++;
            else if (x) tiedA++;
            else if (y) tiedB++;
            else if ((a[i] ?? 0) > (a[j] ?? 0) === (b[i] ?? 0) > (b[j] ?? 0)) concordant++;
            else discordant++;
          }
        }
        const untied = concordant + discordant;
        expect(untied + tiedA + tiedB + tiedBoth).toBe((a.length * (a.length - 1)) / 2);
        const expected = (concordant - discordant) / Math.sqrt((untied + tiedB) * (untied + tiedA));
        expect(kendall(a, b)).toBeCloseTo(expected, 12);
      }),
      { numRuns: 300, seed: 15 },
    );
  });

  it('gives the figures worked out by hand', () => {
    expect(spearman([1, 2, 3, 4], [10, 20, 30, 25])).toBeCloseTo(0.8, 14);
    expect(kendall([1, 2, 3, 4], [10, 20, 30, 25])).toBeCloseTo(4 / 6, 14);
    // One tie in the first: ranks 1.5 1.5 3; pairs +1 +1, of which 2 and 3 are untied.
    expect(kendall([1, 1, 2], [1, 2, 3])).toBeCloseTo(2 / Math.sqrt(6), 14);
    expect(spearman([1, 1, 2], [1, 2, 3])).toBeCloseTo(Math.sqrt(3) / 2, 14);
    expect([spearman([1], [1]), kendall([], [])]).toEqual([Number.NaN, Number.NaN]);
  });
});
