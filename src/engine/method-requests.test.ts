/** Methods in the background, phrases and the tree of a sentence, asked of the engine. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { bundledFiles } from '../testing/golden.ts';
import { networkExamples, networkFiles } from '../testing/golden-networks.ts';
import { fieldsOfRejection } from '../testing/malformed.ts';
import { LocalEngine } from './engine.ts';
import { METHOD_TABLE } from './methods-protocol.ts';
import type { Explanation, MethodId } from './protocol.ts';

const never = new AbortController().signal;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

async function engineOf(name: string): Promise<LocalEngine> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files: networkFiles(name) });
  return engine;
}

const outcomeOf = ({ scores, probabilities, predicted }: Explanation) => ({ scores, probabilities, predicted });

const LONG = 'a truly dull film , and a waste of a fine cast that deserved better than this , we think'.split(' ');

describe('a method in the background', () => {
  it('tells how far it is, lets other sentences be explained meanwhile, and gives what it gives alone', async () => {
    const engine = new LocalEngine();
    await engine.load(never, { kind: 'files', files: bundledFiles() });
    const request = { input: { tokens: LONG }, target: 'predicted', method: 'shapley', options: { permutations: 200 } } as const;
    const other = { input: { text: 'Superb !' }, target: 1, methods: ['lrp', 'sa', 'gi'] } as const;
    const alone = await engine.runMethod(never, request);
    const { explanation } = await engine.explain(never, other);
    const seen: number[] = [];
    let answered = 0;
    let over = false;
    const background = engine
      .runMethod(never, request, (done) => seen.push(done))
      .finally(() => {
        over = true;
      });
    while (!over) {
      await new Promise((resolve) => setImmediate(resolve));
      expect((await engine.explain(never, other)).explanation).toEqual(explanation);
      answered++;
    }
    const { methods, score } = await background;
    expect(methods).toEqual(alone.methods);
    expect(answered).toBeGreaterThan(3);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.every((done) => done >= 0 && done < 1)).toBe(true);
    const [shapley] = methods;
    expect(Math.abs(sum(shapley?.words ?? []) + (shapley?.base ?? Number.NaN) - score)).toBeLessThan(1e-12);
    expect(shapley?.standardErrors).toHaveLength(LONG.length);
  });

  it('ends as soon as it is cancelled', async () => {
    const engine = await engineOf('methods-bi');
    const controller = new AbortController();
    const tokens = Array.from({ length: 60 }, (_, t) => `w${t % 12}`);
    const request = { input: { tokens }, target: 0, method: 'shapley', options: { permutations: 10_000 } } as const;
    const running = engine.runMethod(controller.signal, request, () => controller.abort());
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is given up for a newer request of the same method, whoever asks, and for no other', async () => {
    const engine = await engineOf('methods-bi');
    const tokens = Array.from({ length: 40 }, (_, t) => `w${t % 12}`);
    const slow = { input: { tokens }, target: 0, method: 'shapley', options: { permutations: 10_000 } } as const;
    let newer: Promise<unknown> | null = null;
    const overtaken = engine.runMethod(never, slow, () => {
      newer ??= engine.runMethod(never, { ...slow, input: { tokens: ['w1', 'w2'] } });
    });
    await expect(overtaken).rejects.toMatchObject({ name: 'AbortError' });
    await expect(newer).resolves.toMatchObject({ tokens: ['w1', 'w2'] });

    const background = engine.runMethod(never, { ...slow, options: { permutations: 200 } });
    await engine.runMethod(never, { ...slow, method: 'occlusion' });
    expect((await background).methods[0]?.words).toHaveLength(40);
    const tree = engine.hierarchy(never, { input: { tokens }, target: 0 });
    const refused = expect(tree).rejects.toMatchObject({ name: 'AbortError' });
    expect((await engine.hierarchy(never, { input: { tokens: ['w3', 'w4'] }, target: 0 })).nodes).toHaveLength(3);
    await refused;
  });

  it('reads rows of numbers again after others were read', async () => {
    const engine = await engineOf('numeric');
    const [one, ...others] = networkExamples('numeric');
    const request = { input: { numbers: one?.inputs ?? [] }, target: 0, method: 'ig', options: { nodes: 500 } } as const;
    const { methods } = await engine.runMethod(never, request);
    let over = false;
    const background = engine.runMethod(never, request).finally(() => {
      over = true;
    });
    while (!over) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const { inputs = [] } of others)
        await engine.explain(never, { input: { numbers: inputs }, target: 0, methods: ['gi'] });
    }
    expect((await background).methods).toEqual(methods);
    expect(methods[0]?.inputs?.map(sum)).toHaveLength(one?.inputs?.length ?? 0);
  });

  it('is the one that an explanation has, with whatever its options are', async () => {
    const engine = await engineOf('methods-bi');
    const [, , example] = networkExamples('methods-bi');
    const input = { tokens: example?.tokens ?? [] };
    const methods: MethodId[] = METHOD_TABLE.map(({ id }) => id);
    const asked = { input, target: 2, contrast: 0, deleted: [1], lrp: { eps: 0.01 }, options: { nodes: 7 } };
    const { explanation } = await engine.explain(never, { ...asked, methods });
    expect(explanation.methods.map(({ id }) => id)).toEqual(methods);
    for (const [k, method] of methods.entries()) {
      const answer = await engine.runMethod(never, { ...asked, method });
      expect(answer.methods).toEqual([explanation.methods[k]]);
      expect([answer.target, answer.contrast]).toEqual([2, 0]);
    }
    expect(explanation.methods.find(({ id }) => id === 'ig')?.parameters).toEqual({ nodes: 7 });
    expect(explanation.methods.find(({ id }) => id === 'lrp_abs')?.parameters).toEqual({ eps: 0.01, bias_factor: 0 });
    const matrix = await engine.classMatrix(never, { ...asked, method: 'cd' });
    const difference = (matrix.values[2] ?? []).map((value, t) => value - (matrix.values[0]?.[t] ?? 0));
    expectClose(difference, explanation.methods.find(({ id }) => id === 'cd')?.words ?? [], 1e-12, 'cd of a contrast');
  });

  it.each([
    [{ method: 'magic' as MethodId }, 'methods'],
    [{ options: { nodes: 2.5 } }, 'nodes'],
    [{ options: { permutations: 0 } }, 'permutations'],
    [{ lrp: { eps: -1 } }, 'eps'],
  ])('refuses %o by name', async (wrong, where) => {
    const engine = await engineOf('methods-uni');
    const request = { input: { tokens: ['w1'] }, target: 0, method: 'ig' as MethodId, ...wrong };
    expect(await fieldsOfRejection(engine.runMethod(never, request))).toMatchObject({ name: 'InputError', where });
  });

  it('says why it does not apply to a network', async () => {
    const input = { tokens: ['w1', 'w2', 'w3'] };
    const why = async (name: string, method: MethodId) => {
      const { failed = [] } = await (await engineOf(name)).runMethod(never, { input, target: 0, method });
      return failed.map(({ error }) => error.problem);
    };
    expect(await why('gru', 'cd')).toEqual([expect.stringContaining('a first layer of another kind (gru)')]);
    expect(await why('stacked-bilstm', 'cd')).toEqual([expect.stringContaining('several recurrent layers')]);
    expect(await why('rnn', 'lrp_half')).toEqual([expect.stringContaining('no gates')]);
    expect(await why('gru', 'lrp_half')).toEqual([]);
    const numbers = { input: { numbers: networkExamples('numeric-regression')[0]?.inputs ?? [] }, target: 0 };
    const regression = await engineOf('numeric-regression');
    const { failed = [], methods } = await regression.runMethod(never, { ...numbers, method: 'occlusion_p' });
    expect([methods, failed.map(({ error }) => error.problem)]).toEqual([[], [expect.stringContaining('is a number')]]);
  });
});

describe('a phrase', () => {
  it('has what CD, LRP and its real loss say of it, and of its words', async () => {
    for (const name of ['methods-bi', 'methods-uni']) {
      const engine = await engineOf(name);
      for (const { tokens = [], target, cd } of networkExamples(name)) {
        for (const { positions, relevant } of cd?.phrases ?? []) {
          const span = [positions[0] ?? 0, (positions.at(-1) ?? 0) + 1] as const;
          const { measures, failed, score, without } = await engine.phrase(never, { input: { tokens }, target, span });
          expect(failed).toEqual([]);
          expect(measures.map(({ id }) => id)).toEqual(['cd', 'lrp', 'occlusion', 'removal']);
          const [byCd, byLrp, loss, shorter] = measures;
          expectClose([byCd?.joint ?? Number.NaN], [relevant[target] ?? 0], 1e-8, 'cd');
          expectClose(byCd?.words ?? [], (cd?.words ?? []).slice(...span), 1e-8, 'cd of words');
          for (const { joint, words, interaction } of measures) {
            expect(words).toHaveLength(positions.length);
            expect(joint - sum(words)).toBeCloseTo(interaction, 12);
          }
          expect(byLrp?.interaction).toBeCloseTo(0, 12);
          const deleted = { input: { tokens }, target, methods: [], deleted: positions };
          const { explanation } = await engine.explain(never, deleted);
          expect(loss?.joint).toBeCloseTo(score - (explanation.scores[target] ?? 0), 12);
          expect(without.blanked).toEqual(outcomeOf(explanation));
          const leftOver = async (gone: readonly number[]) => {
            const left = { tokens: tokens.filter((_, t) => !gone.includes(t)) };
            return (await engine.explain(never, { input: left, target, methods: [] })).explanation;
          };
          expect(without.removed).toEqual(outcomeOf(await leftOver(positions)));
          expect(shorter?.joint).toBeCloseTo(score - (without.removed?.scores[target] ?? 0), 12);
          for (const [k, t] of positions.entries()) {
            expect(shorter?.words[k]).toBeCloseTo(score - ((await leftOver([t])).scores[target] ?? 0), 12);
          }
        }
      }
    }
  });

  it('that is the whole sentence leaves nothing when it is removed', async () => {
    const engine = await engineOf('methods-uni');
    const { measures, failed, without } = await engine.phrase(never, {
      input: { tokens: ['w1', 'w2'] },
      target: 0,
      span: [0, 2],
    });
    expect(measures.map(({ id }) => id)).toEqual(['cd', 'lrp', 'occlusion']);
    expect(failed.map(({ id, error }) => [id, error.problem])).toEqual([
      ['removal', expect.stringContaining('no word would be left')],
    ]);
    expect([without.removed, without.blanked?.scores.length]).toEqual([null, 3]);
  });

  it('of rows of numbers is what is left without these rows', async () => {
    const engine = await engineOf('numeric');
    const numbers = networkExamples('numeric').find(({ inputs = [] }) => inputs.length > 3)?.inputs ?? [];
    const asked = { input: { numbers }, target: 0, deleted: [numbers.length - 1] };
    const { without, measures } = await engine.phrase(never, { ...asked, span: [0, 2] });
    const left = { input: { numbers: numbers.slice(2) }, target: 0, methods: [], deleted: [numbers.length - 3] };
    const { explanation } = await engine.explain(never, left);
    expect(without.removed).toEqual(outcomeOf(explanation));
    expect(measures.find(({ id }) => id === 'removal')?.words).toHaveLength(2);
    // The sentence is in hand again.
    const again = await engine.phrase(never, { ...asked, span: [0, 2] });
    expect(again.without).toEqual(without);
  });

  it('of a network that CD does not apply to has the others', async () => {
    const engine = await engineOf('gru');
    const asked = { input: { tokens: ['w1', 'w2', 'w3'] }, target: 0 };
    const { measures, failed } = await engine.phrase(never, { ...asked, span: [1, 3] });
    expect([measures.map(({ id }) => id), failed.map(({ id }) => id)]).toEqual([['lrp', 'occlusion', 'removal'], ['cd']]);
    for (const span of [
      [2, 2],
      [0, 4],
      [-1, 1],
      [0.5, 2],
    ] as const) {
      expect(await fieldsOfRejection(engine.phrase(never, { ...asked, span }))).toMatchObject({ where: 'span' });
    }
  });
});

describe('the tree of a sentence', () => {
  let engine: LocalEngine;
  beforeAll(async () => {
    engine = await engineOf('methods-bi');
  });

  it('is made of its words, two neighbours at a time, those first whose meeting matters most', async () => {
    const words = fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(words, async (ids) => {
        const input = { tokens: ids.map((id) => `w${id}`) };
        const T = ids.length;
        const { nodes } = await engine.hierarchy(never, { input, target: 1 });
        expect(nodes).toHaveLength(2 * T - 1);
        const { explanation } = await engine.explain(never, { input, target: 1, methods: ['cd'] });
        expect(nodes.slice(0, T).map(({ score }) => score)).toEqual(explanation.methods[0]?.words);
        expect(nodes.at(-1)).toMatchObject({ from: 0, to: T });
        // The strengths of all neighbours, from the scores of all spans.
        const spans = ids.flatMap((_, from) => ids.slice(from).map((_, k) => [from, from + k + 1] as const));
        const scored = await engine.hierarchy(never, { input, target: 1, spans });
        const scoreOf = (from: number, to: number) =>
          scored.spans[spans.findIndex((one) => one[0] === from && one[1] === to)] ?? 0;
        let groups = ids.map((_, t) => [t, t + 1] as const);
        for (const { from, to, score, interaction, parts } of nodes.slice(T)) {
          expect(score).toBe(scoreOf(from, to));
          const strengths = groups.slice(1).map(([mid, end], k) => {
            const begin = groups[k]?.[0] ?? 0;
            return Math.abs(scoreOf(begin, end) - scoreOf(begin, mid) - scoreOf(mid, end));
          });
          expect(Math.abs(interaction)).toBeCloseTo(Math.max(...strengths), 12);
          const [left, right] = (parts ?? []).map((part) => nodes[part]);
          expect([left?.from, left?.to, right?.to]).toEqual([from, right?.from, to]);
          groups = groups.flatMap((one) =>
            one[1] === left?.to && one[0] === from ? [[from, to] as const] : one[0] === right?.from ? [] : [one],
          );
        }
        expect(groups).toEqual([[0, T]]);
      }),
      { numRuns: 25, seed: 61 },
    );
  });

  it('is refused where contextual decomposition does not apply', async () => {
    const input = { tokens: ['w1', 'w2', 'w3'] };
    const refused = (await engineOf('gru')).hierarchy(never, { input, target: 0 });
    expect(await fieldsOfRejection(refused)).toMatchObject({ where: 'hierarchy', found: expect.stringContaining('gru') });
  });
});
