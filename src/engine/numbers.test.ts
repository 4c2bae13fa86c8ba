/** Sequences of numbers explained: golden figures, the difference to a baseline, and what is refused. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../model/random.ts';
import { expectClose } from '../testing/expect-close.ts';
import { networkExamples, networkFiles } from '../testing/golden-networks.ts';
import { fieldsOfRejection } from '../testing/malformed.ts';
import { shared } from '../testing/shared.ts';
import { LocalEngine } from './engine.ts';
import { MAX_STEPS, type NumbersRequest } from './numbers-protocol.ts';
import { METHOD_IDS, type ModelFile } from './protocol.ts';

const never = new AbortController().signal;
const NUMERIC = ['numeric', 'numeric-regression'];

async function engineWith(files: readonly ModelFile[]): Promise<LocalEngine> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files });
  return engine;
}

const flat = (rows: readonly (readonly number[])[]) => Float64Array.from(rows.flat());
const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
const random = (seed: number, length: number) => {
  const next = mulberry32(seed);
  return Float64Array.from({ length }, () => 2 * next() - 1);
};

describe('a golden network of numbers', () => {
  it.each(NUMERIC)('%s: relevance by time step and feature, the ledger, and the output', async (name) => {
    const engine = await engineWith(networkFiles(name));
    for (const [index, { inputs = [], target, lrp, ...golden }] of networkExamples(name).entries()) {
      const setting = lrp[index % lrp.length];
      const found = await engine.explainNumbers(never, {
        values: flat(inputs),
        target,
        methods: ['lrp', 'ig', 'occlusion'],
        lrp: { eps: setting?.eps, biasFactor: setting?.bias_factor },
      });
      expectClose(found.scores, golden.scores, 1e-8, 'scores');
      const [relevance, ig, occlusion] = found.methods;
      expectClose(relevance?.inputs ?? [], setting?.inputs?.flat() ?? [], 1e-8, 'inputs');
      expectClose(relevance?.steps ?? [], setting?.words ?? [], 1e-8, 'steps');
      const { rest = 0, bias = 0, stabiliser = 0, padding = 0 } = relevance?.ledger ?? {};
      expectClose(
        [rest, bias, stabiliser, padding],
        [setting?.rest, setting?.bias, setting?.stabiliser, setting?.padding].map(Number),
        1e-8,
        'ledger',
      );
      expectClose([sumOf(relevance?.features ?? [])], [sumOf(relevance?.steps ?? [])], 1e-12, 'sums by feature');
      expectClose(ig?.steps ?? [], golden.integrated_gradients.words, 1e-8, 'integrated gradients');
      expectClose(occlusion?.steps ?? [], golden.occlusion, 1e-8, 'occlusion');
      expect([occlusion?.inputs, occlusion?.features]).toEqual([null, null]);
    }
  });

  it.each(NUMERIC)('%s: against a baseline, values are differences and add up to that of the outputs', async (name) => {
    const engine = await engineWith(networkFiles(name));
    const F = (networkExamples(name)[0]?.inputs?.[0] ?? []).length;
    const [values, baseline] = [random(1, 7 * F), random(2, 7 * F)];
    const methods = ['lrp', 'lrp_half', 'ig', 'gi'] as const;
    const ask = (request: Partial<NumbersRequest>) => engine.explainNumbers(never, { values, target: 0, methods, ...request });
    const [whole, other, both] = [await ask({}), await ask({ values: baseline }), await ask({ baseline })];
    const difference = (whole.scores[0] ?? 0) - (other.scores[0] ?? 0);
    expect(both.explained).toBeCloseTo(difference, 12);
    expect(both.baseline?.scores).toEqual(other.scores);
    for (const [index, result] of both.methods.entries()) {
      const wanted = whole.methods[index]?.inputs?.map((value, at) => value - (other.methods[index]?.inputs?.[at] ?? 0));
      expect(result.inputs).toEqual(wanted);
      const { rest = 0, bias = 0, stabiliser = 0, padding = 0 } = result.ledger ?? {};
      if (result.ledger) expect(sumOf(result.steps) + rest + bias + stabiliser + padding).toBeCloseTo(difference, 9);
      if (result.gap !== undefined) expect(sumOf(result.steps) + (result.base ?? 0) + result.gap).toBeCloseTo(difference, 12);
    }
    expect(both.methods[2]?.base).toBe(0);
    // Zeros are no input: LRP gives them nothing, and the sequence keeps what it has alone.
    const zeros = await ask({ baseline: new Float64Array(values.length) });
    expect(zeros.methods[0]?.inputs).toEqual(whole.methods[0]?.inputs);
  });

  it('has every method, each with what it has values for, and tells how far it is', async () => {
    const engine = await engineWith(networkFiles('numeric-regression'));
    const shares: number[] = [];
    const request = { values: random(3, 300), target: 0, methods: METHOD_IDS } as const;
    const found = await engine.explainNumbers(never, request, (done) => shares.push(done));
    expect([...found.methods, ...found.failed].map(({ id }) => id).sort()).toEqual([...METHOD_IDS].sort());
    for (const { inputs, steps, features } of found.methods) {
      expect(steps).toHaveLength(100);
      if (!inputs) continue;
      expect([inputs.length, features?.length]).toEqual([300, 3]);
      for (const t of [0, 57, 99]) expect(sumOf(inputs.subarray(3 * t, 3 * t + 3))).toBeCloseTo(steps[t] ?? Number.NaN, 9);
    }
    expect(shares.every((share, index) => share >= (shares[index - 1] ?? 0) && share <= 1)).toBe(true);
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<NumbersRequest>, object]>([
    ['no whole rows', { values: new Float64Array(5) }, { where: 'sequence', problem: 'is not whole rows', found: '5 numbers' }],
    ['too long a sequence', { values: new Float64Array(4 * (MAX_STEPS + 1)) }, { problem: 'is too long', found: '2001' }],
    ['NaN', { values: Float64Array.of(1, 2, 3, Number.NaN) }, { where: 'numbers row 0', found: 'NaN' }],
    ['nothing', { values: new Float64Array(0) }, { where: 'numbers', problem: 'are none' }],
    ['a baseline of another length', { baseline: new Float64Array(4) }, { where: 'baseline', expected: '2 steps', found: '1' }],
    ['a class that is not there', { target: 9 }, { where: 'target' }],
  ])('%s', async (_, request, fields) => {
    const engine = await engineWith(networkFiles('numeric'));
    const asked = engine.explainNumbers(never, { values: new Float64Array(8), target: 0, methods: ['lrp'], ...request });
    expect(await fieldsOfRejection(asked)).toMatchObject({ name: 'InputError', ...fields });
  });

  it('numbers, where the model reads words', async () => {
    const engine = await engineWith(networkFiles('gru'));
    const asked = engine.explainNumbers(never, { values: new Float64Array(8), target: 0, methods: ['lrp'] });
    expect(await fieldsOfRejection(asked)).toMatchObject({ where: 'input', problem: 'is numbers' });
  });
});

describe('a published model of word vectors', () => {
  const folder = shared('wild/keras-numbers/');
  const at = (name: string) => new URL(name, folder);

  it.skipIf(!existsSync(at('lstm_model.h5')))('opens, gives the scores of its program, and is explained', async () => {
    const engine = await engineWith([{ name: 'lstm_model.h5', bytes: new Uint8Array(readFileSync(at('lstm_model.h5'))) }]);
    const { examples } = JSON.parse(readFileSync(at('expected.json'), 'utf8')) as {
      readonly examples: readonly { readonly inputs: readonly (readonly number[])[]; readonly scores: readonly number[] }[];
    };
    for (const { inputs, scores } of examples) {
      const { methods, ...found } = await engine.explainNumbers(never, {
        values: flat(inputs),
        target: 'predicted',
        methods: ['lrp'],
      });
      expectClose(found.scores, scores, 1e-4, 'scores');
      const { rest = 0, bias = 0, stabiliser = 0 } = methods[0]?.ledger ?? {};
      expect(sumOf(methods[0]?.steps ?? []) + rest + bias + stabiliser).toBeCloseTo(found.explained, 9);
    }
  });
});
