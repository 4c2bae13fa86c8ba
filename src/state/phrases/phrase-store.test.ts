import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PhraseRequest } from '../../engine/methods-protocol.ts';
import { type ExplainResponse, LensError } from '../../engine/protocol.ts';

interface Asked {
  readonly signal: AbortSignal;
  readonly request: PhraseRequest;
  readonly answer: (phrase: unknown) => void;
  readonly refuse: (error: unknown) => void;
}

const asked: Asked[] = [];
const ask = (signal: AbortSignal, request: PhraseRequest) =>
  new Promise((answer, refuse) => asked.push({ signal, request, answer, refuse }));

vi.mock('../../engine/engine-client.ts', () => ({ createWorkerEngine: () => ({ phrase: ask, hierarchy: ask }) }));

async function open() {
  vi.resetModules();
  asked.length = 0;
  const [{ usePhrase }, { useExplain }, { usePhraseMeasures }, { useTree }] = await Promise.all([
    import('./phrase-store.ts'),
    import('../sentence/index.ts'),
    import('./phrase-measures.ts'),
    import('./tree-store.ts'),
  ]);
  return { usePhrase, useExplain, usePhraseMeasures, useTree };
}

let page: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  page = await open();
});

const explanationOf = (words: string) =>
  ({
    tokens: words.split(' '),
    target: 3,
    contrast: 1,
    methods: [{ id: 'lrp', parameters: { eps: 0.01, bias_factor: 1 } }],
  }) as unknown as ExplainResponse['explanation'];

/** The sentence as it is once its answer has come. */
function answered(words: string): void {
  page.useExplain.setState({ text: words });
  const response = { explanation: explanationOf(words) } as ExplainResponse;
  page.useExplain.setState({ status: 'current', response });
}

const spanNow = () => page.usePhrase.getState().span;

describe('a phrase', () => {
  it('grows from where it began, in either direction', () => {
    answered('not bad at all');
    const { startAt, extendTo } = page.usePhrase.getState();
    extendTo(2);
    expect(spanNow()).toEqual([2, 3]);
    extendTo(3);
    expect(spanNow()).toEqual([2, 4]);
    extendTo(0);
    expect(spanNow()).toEqual([0, 3]);
    startAt(1);
    expect(spanNow()).toEqual([1, 2]);
  });

  it('stays with another target, and goes with the words', () => {
    answered('not bad at all');
    page.usePhrase.getState().select([0, 2]);
    page.useExplain.setState({ target: 1, status: 'waiting' });
    answered('not bad at all');
    expect(spanNow()).toEqual([0, 2]);
    page.useExplain.setState({ text: 'not bad' });
    expect(spanNow()).toBeNull();
  });

  it('goes where another model splits the same text in another way', () => {
    answered('not bad');
    page.usePhrase.getState().select([0, 2]);
    const response = { explanation: explanationOf('no t bad') } as ExplainResponse;
    page.useExplain.setState({ response });
    expect(spanNow()).toBeNull();
  });

  it('of a link waits for its sentence, which may not have these words', () => {
    page.useExplain.setState({ text: 'not bad at all', status: 'waiting' });
    page.usePhrase.getState().restore({ span: [1, 4], tree: true });
    answered('not bad at all');
    expect(page.usePhrase.getState()).toMatchObject({ span: [1, 4], tree: true, lost: false, anchor: 1 });
    page.usePhrase.getState().restore({ span: [1, 5], tree: false });
    answered('not bad at all');
    expect(page.usePhrase.getState()).toMatchObject({ span: null, lost: true });
  });
});

describe('what is measured', () => {
  it('is asked once for the same phrase, and a later one takes its place', async () => {
    const { want } = page.usePhraseMeasures.getState();
    const explanation = explanationOf('not bad at all');
    want(explanation, [0, 2]);
    want(explanation, [0, 2]);
    expect(asked.map(({ request }) => request)).toEqual([
      {
        input: { tokens: ['not', 'bad', 'at', 'all'] },
        target: 3,
        contrast: 1,
        lrp: { eps: 0.01, biasFactor: 1 },
        span: [0, 2],
      },
    ]);
    want(explanation, [0, 3]);
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.answer({ span: [0, 2] });
    asked[1]?.answer({ span: [0, 3] });
    await vi.waitFor(() => expect(page.usePhraseMeasures.getState().measured?.phrase.span).toEqual([0, 3]));
  });

  it('that could not be measured says why, and may be tried again', async () => {
    page.usePhraseMeasures.getState().want(explanationOf('not bad'), [0, 2]);
    asked[0]?.refuse(new LensError({ name: 'WorkerError', where: 'engine', problem: 'it crashed' }));
    await vi.waitFor(() => expect(page.usePhraseMeasures.getState().error?.problem).toContain('it crashed'));
    page.usePhraseMeasures.getState().retry();
    asked[1]?.answer({ span: [0, 2] });
    await vi.waitFor(() => expect(page.usePhraseMeasures.getState().error).toBeNull());
  });
});

describe('the tree', () => {
  it('is asked for with the spans of the treebank; the latest wins, and what is given up stays away', async () => {
    const { want, cancel, retry } = page.useTree.getState();
    const [one, other] = [explanationOf('not bad'), explanationOf('not bad at all')];
    want(one, [{ from: 0, to: 2, label: 3 }]);
    expect(asked[0]?.request).toMatchObject({ target: 3, contrast: 1, spans: [[0, 2]] });
    want(other, null);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(page.useTree.getState().done).toBe(0);
    cancel();
    expect(asked[1]?.signal.aborted).toBe(true);
    asked[1]?.answer({ nodes: [] });
    await Promise.resolve();
    expect(page.useTree.getState()).toMatchObject({ answer: null, cancelled: true, done: null });
    retry();
    asked[2]?.answer({ nodes: [] });
    await vi.waitFor(() => expect(page.useTree.getState().answer?.explanation).toBe(other));
    expect(page.useTree.getState()).toMatchObject({ cancelled: false, done: null });
  });
});
