/** What flows inside, asked of the engine: the golden networks, what is refused. */
import { describe, expect, it } from 'vitest';
import { writeNativeFolder } from '../formats/programs/native-network.ts';
import type { ModelData } from '../model/model-data.ts';
import { expectClose } from '../testing/expect-close.ts';
import { bundledFiles } from '../testing/golden.ts';
import { NETWORK_NAMES, networkExamples, networkFiles } from '../testing/golden-networks.ts';
import { expectBalance } from '../testing/inside-balance.ts';
import { fieldsOfRejection } from '../testing/malformed.ts';
import { gatesOverflow, squaresOverflow } from '../testing/overflowing-models.ts';
import { LocalEngine } from './engine.ts';
import type { Inside } from './inside-protocol.ts';

const never = new AbortController().signal;

const atWords = ({ nodes, tokens }: Inside, pick: (node: Inside['nodes'][number]) => number) => {
  const values = new Float64Array(tokens.length);
  for (const node of nodes) if (node.word !== null) values[node.word] = pick(node);
  return values;
};

describe('inside a golden network', () => {
  it.each(NETWORK_NAMES)('%s: balanced at every node, and the engine’s values at the words', async (name) => {
    const engine = new LocalEngine();
    const info = await engine.load(never, { kind: 'files', files: networkFiles(name) });
    for (const [index, { tokens, inputs, target, lrp }] of networkExamples(name).entries()) {
      const setting = lrp[index % lrp.length];
      const contrast = index % 2 === 0 || info.classes.length < 2 ? null : (target + 1) % info.classes.length;
      const request = {
        input: inputs ? { numbers: inputs } : { tokens: tokens ?? [] },
        target,
        contrast,
        deleted: [0],
        lrp: { eps: setting?.eps, biasFactor: setting?.bias_factor },
      };
      const { explanation } = await engine.explain(never, { ...request, methods: ['lrp', 'gi', 'sa'] });
      const [relevance, gi, sa] = explanation.methods;
      const inside = await engine.inside(never, { ...request, method: 'lrp' });
      expectBalance(inside, 'lrp', 1e-12, name);
      expect(Array.from(atWords(inside, ({ amount }) => amount))).toEqual(relevance?.words);
      const { rest, bias, stabiliser } = inside.ledger;
      expect({ rest, bias, stabiliser }).toEqual({
        rest: relevance?.rest,
        bias: relevance?.bias,
        stabiliser: relevance?.stabiliser,
      });
      expect(inside.ledger.padding).toBe(relevance?.padding ?? 0);
      expect(inside).toMatchObject({ method: 'lrp', tokens: explanation.tokens, parameters: relevance?.parameters });
      expect([inside.target, inside.contrast]).toEqual([explanation.target, explanation.contrast]);
      const score = (explanation.scores[target] ?? 0) - (contrast === null ? 0 : (explanation.scores[contrast] ?? 0));
      expect(inside.score).toBe(score);
      expect(inside.nodes[0]?.amount).toBeCloseTo(score, 12);

      const gradient = await engine.inside(never, { ...request, method: 'gradient' });
      expectBalance(gradient, 'gradient', 1e-12, name);
      expectClose(
        atWords(gradient, ({ amount }) => amount),
        gi?.words ?? [],
        1e-12,
        'gi',
      );
      expectClose(
        atWords(gradient, ({ norm }) => norm),
        sa?.words ?? [],
        1e-12,
        'sa',
      );
    }
  });
});

describe('inside the bundled model', () => {
  const sentence = { input: { text: 'The tale is old, but the telling is fresh.' }, target: 4, method: 'lrp' } as const;

  async function bundled(): Promise<LocalEngine> {
    const engine = new LocalEngine();
    await engine.load(never, { kind: 'files', files: bundledFiles() });
    return engine;
  }

  it('goes from the score through both readers back to every word', async () => {
    const engine = await bundled();
    const { nodes, flows, tokens } = await engine.inside(never, sentence);
    const T = tokens.length;
    expect(nodes.map(({ kind }) => kind)).toEqual([
      'score',
      'row',
      ...Array(2 * T)
        .fill(['h', 'c'])
        .flat(),
      ...Array(T).fill('input'),
    ]);
    const kinds = flows.map(({ from, to, via }) => `${nodes[from]?.kind} ${via} ${nodes[to]?.kind}`);
    const count = (name: string) => kinds.filter((kind) => kind === name).length;
    const counted = ['score linear row', 'row pass h', 'h pass c', 'c kept c', 'c g h', 'c g input'].map(count);
    expect(counted).toEqual([1, 2, 2 * T, 2 * T - 2, 2 * T - 2, 2 * T]);
    expect(counted.reduce((sum, value) => sum + value)).toBe(flows.length);
    // Each reader's steps come one after the other, both at the same time: a word in the middle is reached by both, at the end by one.
    expect(Math.max(...nodes.map(({ tick }) => tick))).toBe(2 * T + 2);
    for (const { kind, side, row, step } of nodes) {
      if (kind === 'h') expect(step).toBe(side === 'left' ? row : T - 1 - row);
    }
  });

  it('shows a step with numbers that add up on paper', async () => {
    const engine = await bundled();
    const { nodes, flows, tokens } = await engine.inside(never, sentence);
    const isFresh = ({ to, via }: Inside['flows'][number]) => via === 'g' && nodes[to]?.word === tokens.indexOf('fresh');
    const flow = flows.findIndex(isFresh);
    const { equations, gates, amount } = await engine.insideStep(never, { ...sentence, flow });
    expect(equations.map(({ step, lowerUnits }) => [step, lowerUnits])).toEqual([
      ['cell', 120],
      ['g', 120],
    ]);
    const [cell, source] = equations;
    expect(source?.all.relevance).toBeCloseTo(cell?.all.share.sum ?? Number.NaN, 12);
    expect(source?.all.share.sum).toBeCloseTo(amount, 12);
    const { terms, rest } = source?.unit?.share ?? { terms: [], rest: { count: 0 } };
    expect([terms.length, rest.count]).toEqual([5, 55]);
    // R_j / (z_j + eps sign z_j), as written.
    const { relevance = 0, z = 0, quotient } = source?.unit ?? {};
    expect(quotient).toBeCloseTo(relevance / (z + 0.001 * (z >= 0 ? 1 : -1)), 12);
    expect(gates).toMatchObject([{ gate: 'i', source: 'g' }]);
    const [gate] = gates;
    const half = gate?.rules.find(({ rule }) => rule === 'half');
    expect([half?.gate, half?.source]).toEqual([(gate?.relevance ?? 0) / 2, (gate?.relevance ?? 0) / 2]);
  });

  it('has every unit of a state', async () => {
    const engine = await bundled();
    const { nodes } = await engine.inside(never, sentence);
    const node = nodes.findIndex(({ kind, step }) => kind === 'c' && step === 3);
    const { activations, flowing } = await engine.insideState(never, { ...sentence, node });
    expect(Object.keys(activations).sort()).toEqual(['c', 'cBefore', 'f', 'g', 'h', 'hBefore', 'i', 'o']);
    const { i = [], g = [], f = [], o = [], c = [], h = [], cBefore = [] } = activations;
    expect(c.length).toBe(60);
    expectClose(
      c,
      c.map((_, unit) => (f[unit] ?? 0) * (cBefore[unit] ?? 0) + (i[unit] ?? 0) * (g[unit] ?? 0)),
      1e-12,
      'c',
    );
    expectClose(
      h,
      c.map((value, unit) => (o[unit] ?? 0) * Math.tanh(value)),
      1e-12,
      'h',
    );
    expect(Object.keys(flowing)).toEqual(['h', 'c', 'g']);
    expect(flowing.c?.reduce((sum, value) => sum + value)).toBeCloseTo(nodes[node]?.amount ?? Number.NaN, 12);
  });

  it('leaves nothing behind: other answers are what they were', async () => {
    const engine = await bundled();
    const ask = async () => (await engine.explain(never, { ...sentence, methods: ['lrp', 'gi', 'sa'] })).explanation;
    const before = await ask();
    await engine.inside(never, sentence);
    expect(await ask()).toEqual(before);
    await engine.inside(never, { ...sentence, method: 'gradient' });
    expect(await ask()).toEqual(before);
    // A longer sentence moves all that is held of it.
    const longer = { ...sentence, input: { text: 'It is a long film. '.repeat(30) } };
    expectBalance(await engine.inside(never, longer), 'lrp', 1e-12, 'longer');
    expectBalance(await engine.inside(never, sentence), 'lrp', 1e-12, 'shorter');
    expect(await ask()).toEqual(before);
  });

  it('refuses what is not there', async () => {
    const engine = await bundled();
    const { nodes, flows } = await engine.inside(never, sentence);
    const refused = (ask: Promise<unknown>) => fieldsOfRejection(ask);
    expect(await refused(engine.inside(never, { ...sentence, method: 'sa' as 'lrp' }))).toMatchObject({
      name: 'InputError',
      where: 'method',
      expected: 'lrp or gradient',
    });
    expect(await refused(engine.inside(never, { ...sentence, target: 5 }))).toMatchObject({
      name: 'InputError',
      where: 'target',
    });
    expect(await refused(engine.insideState(never, { ...sentence, node: nodes.length }))).toMatchObject({
      where: 'node',
      expected: `0 to ${nodes.length - 1}`,
      found: String(nodes.length),
    });
    expect(await refused(engine.insideStep(never, { ...sentence, flow: -1 }))).toMatchObject({
      where: 'flow',
      expected: `0 to ${flows.length - 1}`,
    });
    expect(await refused(new LocalEngine().inside(never, sentence))).toMatchObject({ name: 'NoModelError' });
    const gone = AbortSignal.abort();
    await expect(engine.inside(gone, sentence)).rejects.toThrow(gone.reason);
    await expect(engine.insideState(gone, { ...sentence, node: 0 })).rejects.toThrow(gone.reason);
    await expect(engine.insideStep(gone, { ...sentence, flow: 0 })).rejects.toThrow(gone.reason);
  });
});

describe('numbers beyond float64', () => {
  it('are told as what they are', async () => {
    const engine = async (model: ModelData) => {
      const made = new LocalEngine();
      await made.load(never, { kind: 'files', files: writeNativeFolder(model, 'F64') });
      return made;
    };
    const request = { input: { tokens: ['w1', 'w2'] }, target: 0 };
    const refused = (ask: Promise<unknown>) => fieldsOfRejection(ask);
    const gates = await engine(gatesOverflow());
    expect(await refused(gates.inside(never, { ...request, method: 'lrp' }))).toMatchObject({ name: 'NumericalError' });
    const squares = await (await engine(squaresOverflow())).inside(never, { ...request, method: 'gradient' });
    expect(squares.nodes.every(({ amount, norm }) => Number.isFinite(amount) && norm >= 0)).toBe(true);
    expect(squares.nodes.some(({ norm }) => norm === Number.POSITIVE_INFINITY)).toBe(true);
  });
});

describe('numbers', () => {
  it('are what the engine tells of each feature', async () => {
    const engine = new LocalEngine();
    await engine.load(never, { kind: 'files', files: networkFiles('numeric') });
    const [example] = networkExamples('numeric');
    const request = { input: { numbers: example?.inputs ?? [] }, target: 0 };
    const { explanation } = await engine.explain(never, { ...request, methods: ['lrp', 'gi'] });
    for (const [index, method] of (['lrp', 'gradient'] as const).entries()) {
      const { nodes } = await engine.inside(never, { ...request, method });
      for (const [node, { word }] of nodes.entries()) {
        if (word === null) continue;
        const { activations, flowing } = await engine.insideState(never, { ...request, method, node });
        const { x = [] } = flowing;
        const values = method === 'lrp' ? x : x.map((value, unit) => value * (activations.x?.[unit] ?? Number.NaN));
        expectClose(values, explanation.methods[index]?.inputs?.[word] ?? [], 1e-12, method);
      }
    }
  });
});
