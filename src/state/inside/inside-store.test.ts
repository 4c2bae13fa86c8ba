import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Inside, InsideRequest } from '../../engine/inside-protocol.ts';
import { type Explanation, LensError } from '../../engine/protocol.ts';
import type { InsideSubject } from './inside-subject.ts';

interface Asked {
  readonly signal: AbortSignal;
  readonly request: InsideRequest;
  readonly answer: (inside: Inside) => void;
  readonly refuse: (error: unknown) => void;
}

const asked: Asked[] = [];

vi.mock('../../engine/engine-client.ts', () => ({
  createWorkerEngine: () => ({
    inside: (signal: AbortSignal, request: InsideRequest) =>
      new Promise<Inside>((answer, refuse) => asked.push({ signal, request, answer, refuse })),
  }),
}));

const explanationOf = (tokens: readonly string[]): Explanation =>
  ({
    tokens,
    target: 3,
    contrast: 1,
    methods: [{ id: 'lrp', parameters: { eps: 0.01, bias_factor: 1 } }],
  }) as unknown as Explanation;

const written = (...tokens: string[]): InsideSubject => ({ explanation: explanationOf(tokens), compared: null });

const graphOf = (tokens: readonly string[], nodes = 5): Inside =>
  ({ tokens, nodes: Array.from({ length: nodes }), flows: Array.from({ length: 4 }) }) as unknown as Inside;

const last = (): Asked => {
  const request = asked.at(-1);
  if (!request) throw new Error('nothing was asked');
  return request;
};

async function open() {
  vi.resetModules();
  asked.length = 0;
  const { useInside } = await import('./inside-store.ts');
  return useInside;
}

let store: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  store = await open();
});

describe('what Inside asks for', () => {
  it('is what Explain shows: words, target, contrast, eps and bias factor', () => {
    store.getState().want(written('a', 'film'));
    expect(last().request).toEqual({
      input: { tokens: ['a', 'film'] },
      deleted: [],
      target: 3,
      contrast: 1,
      lrp: { eps: 0.01, biasFactor: 1 },
      method: 'lrp',
    });
  });

  it('is the edited sentence, its blanked words too', () => {
    const before = explanationOf(['a', 'dull', 'film']);
    const edited = { tokens: ['a', 'film'], deleted: [1], places: [0, null, 1] };
    const compared = { before, after: explanationOf(['a', 'film']), edits: [], edited, effects: null };
    store.getState().want({ explanation: compared.after, compared });
    expect(last().request).toMatchObject({ input: { tokens: ['a', 'film'], readsAll: true }, deleted: [1] });
  });

  it('is asked once for the same, and anew by another method', () => {
    const subject = written('a');
    store.getState().want(subject);
    store.getState().want({ ...subject });
    expect(asked).toHaveLength(1);
    store.getState().setMethod('gradient');
    expect(last().request.method).toBe('gradient');
    expect(asked).toHaveLength(2);
  });
});

describe('an answer', () => {
  it('that was overtaken counts for nothing', async () => {
    store.getState().want(written('early'));
    const early = last();
    store.getState().want(written('late'));
    expect(early.signal.aborted).toBe(true);
    early.answer(graphOf(['early']));
    last().answer(graphOf(['late']));
    await vi.waitFor(() => expect(store.getState().answer?.inside.tokens).toEqual(['late']));
  });

  it('of the same words keeps step and selection, of others drops them', async () => {
    store.getState().want(written('a', 'b'));
    last().answer(graphOf(['a', 'b']));
    await vi.waitFor(() => expect(store.getState().answer).not.toBeNull());
    store.getState().setStep(2);
    store.getState().select({ kind: 'flow', index: 3 });
    store.getState().want(written('a', 'b'));
    last().answer(graphOf(['a', 'b']));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(store.getState()).toMatchObject({ step: 2, selected: { kind: 'flow', index: 3 } });
    store.getState().want(written('a', 'c'));
    last().answer(graphOf(['a', 'c']));
    await vi.waitFor(() => expect(store.getState().selected).toBeNull());
    expect(store.getState().step).toBeNull();
  });

  it('takes the place of an error, and an error leaves the last answer', async () => {
    store.getState().want(written('a'));
    last().answer(graphOf(['a']));
    await vi.waitFor(() => expect(store.getState().answer).not.toBeNull());
    store.getState().want(written('b'));
    last().refuse(new LensError({ name: 'NumericalError', where: 'LRP', problem: 'it overflows' }));
    await vi.waitFor(() => expect(store.getState().error?.problem).toContain('it overflows'));
    expect(store.getState().answer?.inside.tokens).toEqual(['a']);
    store.getState().retry();
    last().answer(graphOf(['b']));
    await vi.waitFor(() => expect(store.getState().error).toBeNull());
    expect(store.getState().answer?.inside.tokens).toEqual(['b']);
  });
});

describe('a link', () => {
  it('brings method, step and selection, which hold once the answer is there', async () => {
    store.getState().restore({ method: 'gradient', step: 1, selected: { kind: 'state', index: 4 }, edited: false });
    expect(store.getState()).toMatchObject({ open: true, arriving: true });
    store.getState().want(written('a'));
    last().answer(graphOf(['a']));
    await vi.waitFor(() => expect(store.getState().answer).not.toBeNull());
    expect(store.getState()).toMatchObject({ step: 1, selected: { kind: 'state', index: 4 } });
  });

  it('that points at a state that there is none of selects nothing, and says so', async () => {
    store.getState().restore({ method: 'lrp', step: null, selected: { kind: 'state', index: 5 }, edited: false });
    store.getState().want(written('a'));
    last().answer(graphOf(['a'], 5));
    await vi.waitFor(() => expect(store.getState().answer).not.toBeNull());
    expect(store.getState()).toMatchObject({ selected: null, lost: true });
    store.getState().select({ kind: 'state', index: 1 });
    expect(store.getState().lost).toBe(false);
  });

  it('without it closes the section', () => {
    store.getState().setOpen(true);
    store.getState().restore(null);
    expect(store.getState().open).toBe(false);
  });
});
