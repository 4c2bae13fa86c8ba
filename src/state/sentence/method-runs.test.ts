import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MethodAnswer, MethodRequest } from '../../engine/methods-protocol.ts';
import type { Explanation, MethodId } from '../../engine/protocol.ts';
import { exportSource } from '../../testing/export-source.ts';
import { useMethodAnswers, withOutcomes } from './method-answers-store.ts';
import { OPTION_DEFAULTS } from './method-options-store.ts';
import { retryMethod, wantMethods, withAllOutcomes } from './method-runs.ts';

interface Asked {
  readonly request: MethodRequest;
  readonly signal: AbortSignal;
  readonly tell: (done: number) => void;
  readonly answer: (words: readonly number[]) => void;
  readonly refuse: (error: Error) => void;
}

const asked: Asked[] = [];

vi.mock('../engine.ts', async (original) => ({
  ...(await original<typeof import('../engine.ts')>()),
  engine: () => ({
    runMethod: (signal: AbortSignal, request: MethodRequest, tell: (done: number) => void = () => {}) =>
      new Promise<MethodAnswer>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
        const { method: id } = request;
        const answer = (words: readonly number[]) =>
          resolve({ tokens: [], target: 2, score: 2, milliseconds: 1, methods: [{ id, parameters: {}, words }] });
        asked.push({ request, signal, tell, answer, refuse: reject });
      }),
  }),
}));

const explanationOf = (...tokens: readonly string[]): Explanation => exportSource(tokens).explanation;
const want = (explanation: Explanation, methods: readonly MethodId[], options = OPTION_DEFAULTS) =>
  wantMethods({ explanation, methods, options });
const turn = () => new Promise((resolve) => setTimeout(resolve));
const wordsOf = (id: MethodId) => useMethodAnswers.getState().outcomes[id]?.result?.words;

afterEach(() => {
  wantMethods(null);
  asked.length = 0;
  useMethodAnswers.setState({ outcomes: {}, running: null });
});

describe('methods in the background', () => {
  it('runs one after the other, tells how far each is, and asks for nothing that is there', async () => {
    const explanation = explanationOf('a', 'b');
    want(explanation, ['occlusion', 'shapley']);
    expect(asked.map(({ request }) => request.method)).toEqual(['occlusion']);
    asked[0]?.tell(0.5);
    expect(useMethodAnswers.getState().running).toEqual({ id: 'occlusion', done: 0.5 });
    asked[0]?.answer([1, 2]);
    await turn();
    asked[1]?.answer([3, 4]);
    await turn();
    expect(wordsOf('shapley')).toEqual([3, 4]);
    expect(useMethodAnswers.getState().running).toBeNull();
    want(explanation, ['shapley']);
    want(explanation, ['occlusion', 'shapley']);
    expect(asked).toHaveLength(2);
    const whole = withOutcomes(explanation, useMethodAnswers.getState().outcomes, ['lrp', 'occlusion']);
    expect(whole.methods.map(({ id }) => id)).toEqual(['lrp', 'sa', 'gi', 'occlusion']);
  });

  it('gives up what is no longer wanted, and goes on with what still is', async () => {
    const [first, second] = [explanationOf('a'), explanationOf('b')];
    want(first, ['shapley']);
    want(first, ['occlusion', 'shapley']);
    expect(asked[0]?.signal.aborted).toBe(false);
    want(second, ['shapley']);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(asked[1]?.request.input).toEqual({ tokens: ['b'] });
    asked[1]?.answer([7]);
    await turn();
    expect(wordsOf('shapley')).toEqual([7]);
    expect(withOutcomes(first, useMethodAnswers.getState().outcomes, ['shapley'])).toBe(first);
  });

  it('asks anew where an option of the method changes, not where another’s does', async () => {
    const explanation = explanationOf('a');
    want(explanation, ['ig']);
    asked[0]?.answer([1]);
    await turn();
    want(explanation, ['ig'], { ...OPTION_DEFAULTS, seed: 5 });
    expect(asked).toHaveLength(1);
    want(explanation, ['ig'], { ...OPTION_DEFAULTS, nodes: 5 });
    expect(asked[1]?.request.options).toMatchObject({ nodes: 5 });
  });

  it('keeps what went wrong in the method’s place, and tries again when asked', async () => {
    const explanation = explanationOf('a');
    want(explanation, ['cd', 'ig']);
    asked[0]?.refuse(new Error('the worker is gone'));
    await turn();
    expect(useMethodAnswers.getState().outcomes.cd).toMatchObject({ broken: true, result: null, failed: { id: 'cd' } });
    asked[1]?.answer([1]);
    await turn();
    retryMethod('cd');
    asked[2]?.answer([2]);
    await turn();
    expect(wordsOf('cd')).toEqual([2]);
  });

  it('is waited for by exports', async () => {
    const explanation = explanationOf('a');
    const whole = withAllOutcomes(new AbortController().signal, explanation, ['lrp', 'occlusion']);
    asked[0]?.answer([9]);
    expect((await whole).methods.at(-1)).toMatchObject({ id: 'occlusion', words: [9] });
  });

  it('is asked for once by all who wait for it, and goes on as long as one of them does', async () => {
    const explanation = explanationOf('a');
    want(explanation, ['shapley']);
    const given = new AbortController();
    const given2 = withAllOutcomes(given.signal, explanation, ['shapley']);
    const whole = withAllOutcomes(new AbortController().signal, explanation, ['shapley']);
    expect(asked).toHaveLength(1);
    wantMethods(null);
    given.abort();
    await expect(given2).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked[0]?.signal.aborted).toBe(false);
    asked[0]?.answer([5]);
    expect((await whole).methods.at(-1)).toMatchObject({ id: 'shapley', words: [5] });
    expect(wordsOf('shapley')).toEqual([5]);
  });

  it('that the engine gives up for a newer request is no longer told as running', async () => {
    const explanation = explanationOf('a');
    want(explanation, ['shapley']);
    asked[0]?.refuse(new DOMException('overtaken', 'AbortError'));
    await turn();
    expect(useMethodAnswers.getState().running).toBeNull();
    want(explanation, ['shapley', 'ig']);
    expect(asked).toHaveLength(2);
  });
});
