import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../engine/protocol.ts';
import { compareFigures, placesOf } from './published-figures.ts';

const TOKENS = ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8'];
const SCORES = [2.73149687, 2.7249559, 0.80547211, -1.5359282, -4.6083298];
const LRP = [1.86, -1.58, 1.5, -1.54, 2.0, -0.04, -0.06, -0.12];
const SA = [5.01, 0.35, 0.73, 0.92, 1.66, 0.13, 0.66, 0.32];
const GI = [0.03, 0.06, -0.11, -0.19, -0.19, -0.07, -0.06, 0.03];
const TOTAL = 2.7314968677959888;

interface Figures {
  readonly scores?: readonly number[];
  readonly lrp?: readonly number[];
  readonly sa?: readonly number[];
  readonly gi?: readonly number[];
}

function explanation({ scores = SCORES, lrp = LRP, sa = SA, gi = GI }: Figures = {}): Explanation {
  return {
    model: { name: 'a model', sha256: 'ab', classes: ['c0', 'c1', 'c2', 'c3', 'c4'] },
    tokens: TOKENS,
    unknown: TOKENS.map(() => false),
    scores,
    probabilities: scores.map(() => 0.2),
    predicted: 0,
    target: 0,
    methods: [
      { id: 'gi', parameters: {}, words: gi },
      { id: 'lrp', parameters: {}, words: lrp },
      { id: 'sa', parameters: {}, words: sa },
    ],
  };
}

function conserving(rest: number, words = LRP): Explanation {
  return { ...explanation(), methods: [{ id: 'lrp', parameters: {}, words, rest }] };
}

const restFor = (total: number): number => total - LRP.reduce((sum, value) => sum + value, 0);
const EXACT = conserving(restFor(TOTAL));
const with0 = (values: readonly number[], first: number): number[] => [first, ...values.slice(1)];

describe('compareFigures', () => {
  it('finds all thirty figures in order, with classes and words, where they are the published ones', () => {
    const comparison = compareFigures(explanation(), EXACT);
    expect(comparison.groups.map(({ id, rows }) => [id, rows.length])).toEqual([
      ['scores', 5],
      ['lrp', 8],
      ['sa', 8],
      ['gi', 8],
      ['total', 1],
    ]);
    expect(comparison).toMatchObject({ count: 30, agreeing: 30, scoreDifference: 0 });
    expect(comparison.groups[0]?.rows[1]).toEqual({
      label: 'c1',
      published: '2.7249559',
      computed: 2.7249559,
      difference: 0,
      agrees: true,
    });
    expect(comparison.groups[3]?.rows[2]).toMatchObject({ label: 'w3', published: '-0.11', computed: -0.11 });
  });

  it.each<[string, Figures, number]>([
    ['what rounds to a relevance', { lrp: with0(LRP, 1.8649) }, 30],
    ['what rounds to the next', { lrp: with0(LRP, 1.8651) }, 29],
    ['a relevance of the other sign', { gi: with0(GI, -0.03) }, 29],
    ['what rounds to a score', { scores: with0(SCORES, 2.7314968677959888) }, 30],
    ['a score off by one in the eighth place', { scores: with0(SCORES, 2.73149688) }, 29],
    ['no number', { sa: with0(SA, Number.NaN) }, 29],
    ['a figure that is missing', { sa: SA.slice(0, 7) }, 29],
    ['another sentence’s figures', { scores: SCORES.map((s) => s + 1), lrp: SA, sa: GI, gi: LRP }, 2], // the sum, and one −0.06 that both have
  ])('counts %s', (_name, figures, agreeing) => {
    expect(compareFigures(explanation(figures), EXACT).agreeing).toBe(agreeing);
  });

  it('takes words and initial states together for the sum, and every digit counts but float64’s last', () => {
    const total = (value: number) => compareFigures(explanation(), conserving(restFor(value))).groups.at(-1)?.rows[0];
    expect(total(TOTAL + 4e-16)?.agrees).toBe(true);
    expect(total(TOTAL + 1e-8)).toMatchObject({ agrees: false, difference: expect.closeTo(1e-8, 12) });
    expect(compareFigures(explanation(), { ...explanation(), methods: [] }).agreeing).toBe(29);
  });

  it('tells the largest difference of a score', () => {
    const scores = SCORES.map((score, index) => score + (index === 3 ? -2e-4 : 1e-9));
    expect(compareFigures(explanation({ scores }), EXACT).scoreDifference).toBeCloseTo(2e-4, 10);
  });
});

describe('placesOf', () => {
  it.each([
    ['2.73149687', 8],
    ['-1.5359282', 7],
    ['1.50', 2],
    ['3', 0],
  ])('%s has %i', (figure, places) => {
    expect(placesOf(figure)).toBe(places);
  });
});
