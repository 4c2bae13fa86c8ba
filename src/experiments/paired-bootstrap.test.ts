import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../model/random.ts';
import { bootstrapPlainly } from '../testing/plain-bootstrap.ts';
import { calibrate } from './calibration.ts';
import { type PairedEstimate, type PairedFigure, pairedBootstrap } from './paired-bootstrap.ts';
import type { Measured } from './resampling.ts';

function run(figures: readonly PairedFigure[], settings = { draws: 400, seed: 3 }): PairedEstimate[] {
  const work = pairedBootstrap(figures, settings);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** NaN: the sentence has no part in the figure. */
function measured(values: readonly number[], groups: readonly number[] | null = null): Measured {
  return {
    sums: Float64Array.from(values, (value) => (Number.isNaN(value) ? 0 : value)),
    counts: Float64Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1)),
    groups: groups && Uint8Array.from(groups),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const there = (values: readonly number[], drawn: readonly number[]) =>
  drawn.map((n) => values[n] ?? NaN).filter((value) => !Number.isNaN(value));

describe('the paired bootstrap', () => {
  const random = mulberry32(11);
  const values = () => Array.from({ length: 60 }, () => (random() < 0.1 ? NaN : random() * 2 - 0.5));
  const [a, b, c, d] = [values(), values(), values(), values()];
  // The last ones take part in nothing, and are not drawn.
  const nothing = [NaN, NaN, NaN];
  const figures = [
    { a: measured([...a, ...nothing]), b: measured([...b, ...nothing]) },
    { a: measured([...c, ...nothing]), b: measured([...d, ...nothing]) },
  ];
  const taking = Array.from(a.keys()).filter((n) => ![a[n], b[n], c[n], d[n]].every((value) => Number.isNaN(value)));

  it('gives what a slow plain transcription gives', () => {
    const found = run(figures);
    for (const [k, [inA, inB]] of [
      [a, b],
      [c, d],
    ].entries()) {
      const difference = (drawn: readonly number[]) => mean(there(inB ?? [], drawn)) - mean(there(inA ?? [], drawn));
      const { low, high } = bootstrapPlainly(taking, difference, { draws: 400, seed: 3 });
      expect(found[k]?.difference).toBeCloseTo(difference(taking), 12);
      expect(found[k]?.low).toBeCloseTo(low, 12);
      expect(found[k]?.high).toBeCloseTo(high, 12);
      expect(found[k]?.countA).toBe(there(inA ?? [], taking).length);
      expect(found[k]?.countB).toBe(there(inB ?? [], taking).length);
    }
  });

  it('has no interval over a single sentence, which is no certainty', () => {
    const [one] = run([{ a: measured([0.25, NaN]), b: measured([0.75, 0.5]) }]);
    expect(one).toMatchObject({ a: 0.25, b: 0.625, difference: 0.375, low: NaN, high: NaN, countA: 1, countB: 2 });
  });

  it('draws both models’ calibration errors from the same sentences', () => {
    const N = 40;
    const bins = 5;
    const sure = () => Array.from({ length: N }, () => random());
    const models = [sure(), sure()].map((confidence) => ({ confidence, right: confidence.map((p) => (random() < p ? 1 : 0)) }));
    const figure = (m: number) => {
      const { confidence = [], right = [] } = models[m] ?? {};
      return measured(
        right.map((hit, n) => hit - (confidence[n] ?? 0)),
        confidence.map((p) => Math.floor(p * bins)),
      );
    };
    const error = (m: number, drawn: readonly number[]) => {
      const { confidence = [], right = [] } = models[m] ?? {};
      return calibrate(there(confidence, drawn), there(right, drawn), bins).error;
    };
    const all = Array.from({ length: N }, (_, n) => n);
    const [found] = run([{ a: figure(0), b: figure(1) }]);
    const { low, high } = bootstrapPlainly(all, (drawn) => error(1, drawn) - error(0, drawn), { draws: 400, seed: 3 });
    expect(found?.a).toBeCloseTo(error(0, all), 12);
    expect(found?.b).toBeCloseTo(error(1, all), 12);
    expect(found?.low).toBeCloseTo(low, 12);
    expect(found?.high).toBeCloseTo(high, 12);
  });

  it('covers a true difference about as often as it says', () => {
    const shift = 0.3;
    let covered = 0;
    const trials = 200;
    for (let trial = 0; trial < trials; trial++) {
      // Of one sentence both models' values have much in common.
      const easy = Array.from({ length: 50 }, () => random() * 4);
      const one = measured(easy.map((value) => value + random()));
      const other = measured(easy.map((value) => value + shift + random()));
      const [found] = run([{ a: one, b: other }], { draws: 200, seed: trial });
      if (found && found.low <= shift && shift <= found.high) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.88);
    expect(covered / trials).toBeLessThan(0.995);
  });

  it('is exactly nothing for a model beside itself, and the same for the same seed', () => {
    const [own] = figures;
    const [same] = run(own ? [{ a: own.a, b: own.a }] : []);
    expect(same).toMatchObject({ difference: 0, low: 0, high: 0 });
    expect(run(figures)).toEqual(run(figures));
    expect(run(figures)).not.toEqual(run(figures, { draws: 400, seed: 4 }));
  });

  it('has no figure of a model without a value, and refuses settings out of range', () => {
    const [none] = run([{ a: measured([NaN, NaN]), b: measured([1, 2]) }]);
    expect(none).toMatchObject({ a: NaN, b: 1.5, difference: NaN, low: NaN, high: NaN, countA: 0, countB: 2 });
    expect(() => run(figures, { draws: 1, seed: 1 })).toThrow('draws');
  });
});
