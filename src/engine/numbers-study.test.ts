/** Experiments on sequences of numbers, held against what can be known beforehand. */
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../model/random.ts';
import { networkFiles } from '../testing/golden-networks.ts';
import { LocalEngine } from './engine.ts';
import type { NumbersStudyRequest } from './numbers-protocol.ts';

const never = new AbortController().signal;
const F = 4;
const LENGTHS = [12, 7, 20];

async function study(request: Partial<NumbersStudyRequest> = {}) {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files: networkFiles('numeric') });
  const random = mulberry32(11);
  const values = Float64Array.from({ length: F * LENGTHS.reduce((sum, length) => sum + length, 0) }, () => 4 * random() - 2);
  const asked = { values, lengths: LENGTHS, target: 'predicted', methods: ['lrp', 'occlusion'], seed: 3, ...request } as const;
  return { engine, values, found: await engine.studyNumbers(never, asked) };
}

describe('an experiment on sequences of numbers', () => {
  it('begins with no change, and its changes are those of the sequences that one would make by hand', async () => {
    const { engine, values, found } = await study();
    const [lrp, occlusion] = found.methods;
    expect([lrp?.steps[0], lrp?.features?.[0], found.random.steps[0], found.sequences]).toEqual([0, 0, 0, 3]);
    expect([occlusion?.features, occlusion?.byFeature]).toEqual([null, null]);
    // By hand: the first sequence without the step that LRP gives most (a tenth of 12 is one).
    const first = values.slice(0, 12 * F);
    const whole = await engine.explainNumbers(never, { values: first, target: 'predicted', methods: ['lrp'] });
    const steps = Array.from(whole.methods[0]?.steps ?? []);
    const top = steps.indexOf(Math.max(...steps));
    const without = first.map((value, at) => (Math.floor(at / F) === top ? 0 : value));
    const after = await engine.explainNumbers(never, { values: without, target: whole.target, methods: [] });
    const change = (after.scores[whole.target] ?? 0) - (whole.scores[whole.target] ?? 0);
    expect(lrp?.drops[0]).toBeCloseTo(change, 12);
    // Without any feature there is nothing left but zeros, whatever the order.
    expect(lrp?.features?.at(-1)).toBeCloseTo(found.random.features?.at(-1) ?? Number.NaN, 9);
  });

  it('has shares that sum to 1, and a method that agrees with itself', async () => {
    const { found } = await study({ methods: ['lrp', 'lrp_half', 'gi'] });
    for (const { byPosition, byFeature, count } of found.methods) {
      expect(count).toBe(3);
      for (const shares of [byPosition, byFeature ?? []]) expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    }
    expect(found.agreement.map(({ first, second }) => [first, second])).toEqual([
      ['lrp', 'lrp_half'],
      ['lrp', 'gi'],
      ['lrp_half', 'gi'],
    ]);
    for (const { steps } of found.agreement) expect(Math.abs(steps)).toBeLessThanOrEqual(1);
  });

  it('is the same each time, tells how far it is, and can be given up', async () => {
    const { engine, values, found } = await study();
    const shares: number[] = [];
    const request = { values, lengths: LENGTHS, target: 'predicted', methods: ['lrp', 'occlusion'], seed: 3 } as const;
    expect(await engine.studyNumbers(never, request, (done) => shares.push(done))).toEqual(found);
    expect(shares.at(-1)).toBe(1);
    const controller = new AbortController();
    const given = engine.studyNumbers(controller.signal, request, () => controller.abort());
    await expect(given).rejects.toThrow(/abort/i);
  });
});
