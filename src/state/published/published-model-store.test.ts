import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundledFiles } from '../../testing/golden.ts';
import { npyBytes } from '../../testing/npy-writer.ts';
import { NO_UPSTREAM, sharedBytes } from '../../testing/shared.ts';
import { hasUpstream, readUpstreamGolden, upstreamFiles } from '../../testing/upstream.ts';

const SENTENCE = 291;
const SITE = 'https://site.invalid/lens/';

/** What the stand-in host has: the real vocabulary, weights and test set, and embeddings that are not the published ones. */
function hostedFiles(): Map<string, Uint8Array> {
  const files = upstreamFiles().map(({ name, bytes }): [string, Uint8Array] => [`model/${name}`, bytes]);
  return new Map([...files, ['data/sequence_test.txt', sharedBytes('upstream/sequence_test.txt')]]);
}

const bundled = new Map(bundledFiles().map(({ name, bytes }) => [`model/${name}`, bytes]));
let hosted = new Map<string, Uint8Array>();
let requests: string[] = [];

/** Fresh stores, as the page has them when it is opened, with an engine in this thread. */
async function open() {
  vi.resetModules();
  vi.doMock('../../engine/engine-client.ts', async () => {
    const { LocalEngine } = await import('../../engine/engine.ts');
    return { createWorkerEngine: () => new LocalEngine() };
  });
  const [{ usePublished, keptModel }, { useModels }, { useModel }, { useExplain }, { useExamples }] = await Promise.all([
    import('./published-model-store.ts'),
    import('../models/models-store.ts'),
    import('../models/model-store.ts'),
    import('../sentence/explain-store.ts'),
    import('../examples/examples-store.ts'),
  ]);
  return { state: () => usePublished.getState(), keptModel, useModels, useModel, useExplain, useExamples };
}

beforeEach(() => {
  requests = [];
  vi.stubGlobal('document', { baseURI: SITE });
  vi.stubGlobal('fetch', async (url: string, { signal }: RequestInit) => {
    signal?.throwIfAborted();
    if (url.startsWith(SITE)) return new Response(new Uint8Array(bundled.get(url.slice(SITE.length)) ?? []));
    const path = /^https:..raw\.githubusercontent\.com.ArrasL.LRP_for_LSTM.master.(.*)$/.exec(url)?.[1];
    requests.push(path ?? url);
    const bytes = hosted.get(path ?? '');
    return bytes ? new Response(new Uint8Array(bytes)) : new Response('', { status: 404 });
  });
});

afterEach(() => vi.unstubAllGlobals());

describe('the published model’s store', () => {
  it('asks before anything is fetched, names all files, and takes a no', async () => {
    const { state } = await open();
    state().ask();
    const { status } = state();
    expect(status.step === 'asking' && status.files.map(({ path }) => path)).toEqual([
      'model/vocab',
      'model/model',
      'data/sequence_test.txt',
      'model/embeddings.npy',
    ]);
    state().cancel();
    expect(state().status).toEqual({ step: 'idle' });
    expect(requests).toEqual([]);
  });

  it('says which file could not be had, and adds no model', async () => {
    hosted = new Map();
    const { state, useModels } = await open();
    await state().run();
    const { status } = state();
    expect(status).toMatchObject({ step: 'failed', error: { name: 'LoadError', found: '404' } });
    expect(status.step === 'failed' && [status.error.where.endsWith('/model/vocab'), status.files?.length]).toEqual([true, 4]);
    expect(useModels.getState().models).toHaveLength(1);
  });
});

describe.skipIf(!hasUpstream)(`with the published files (${NO_UPSTREAM}, where absent)`, () => {
  beforeEach(() => {
    hosted = hostedFiles();
  });

  it('adds the model, and finds that other embeddings do not give the published figures', async () => {
    const { state, keptModel, useModels, useExplain, useExamples } = await open();
    await state().run();
    const { status } = state();
    if (status.step !== 'compared') throw new Error(JSON.stringify(status));
    const model = keptModel(useModels.getState().models);
    expect(useModels.getState().currentId).toBe(model?.id);
    expect(model).toMatchObject({ source: 'published', verified: null });
    const { comparison } = status;
    expect(comparison.count).toBe(30);
    expect(comparison.agreeing).toBeLessThan(5);

    const golden = readUpstreamGolden().examples.find(({ sst_index }) => sst_index === SENTENCE);
    const scores = comparison.groups[0]?.rows.map(({ computed }) => computed) ?? [];
    for (const [index, score] of (golden?.scores ?? []).entries()) expect(scores[index]).toBeCloseTo(score, 10);
    expect(comparison.groups.at(-1)?.rows[0]?.computed, 'all relevance is conserved').toBeCloseTo(golden?.scores[0] ?? 0, 10);
    expect(comparison.groups[1]?.rows.map(({ label }) => label)).toEqual(golden?.tokens);

    expect(useExamples.getState().sst.status).toBe('present');
    expect(useExplain.getState().example).toMatchObject({ set: 'sst', number: SENTENCE });
  });

  it('fetches nothing a second time, and forgets the figures with the model', async () => {
    const { state, useModels } = await open();
    await state().run();
    expect(requests).toHaveLength(4);
    state().ask();
    await vi.waitFor(() => expect(state().status.step).toBe('compared'));
    expect(requests).toHaveLength(4);
    expect(useModels.getState().models).toHaveLength(2);
    const { useModel } = await import('../models/model-store.ts');
    useModel.setState({ info: null });
    expect(state().status).toEqual({ step: 'idle' });
  });

  it('keeps what is whole for another try after a file that is another', async () => {
    hosted.set('data/sequence_test.txt', Buffer.from('1\tanother | line\n'));
    const { state } = await open();
    await state().run();
    expect(state().status).toMatchObject({ step: 'failed', error: { problem: 'this is not the published file' } });
    hosted = hostedFiles();
    await state().run();
    expect(state().status.step).toBe('compared');
    expect(requests.map((path) => path.split('/')[1])).toEqual([
      'vocab',
      'model',
      'sequence_test.txt',
      'sequence_test.txt',
      'embeddings.npy',
    ]);
  });

  it('refuses embeddings of another shape and leaves the model in use as it was', async () => {
    hosted.set('model/embeddings.npy', npyBytes({ shape: [10, 60], data: new Float64Array(600) }));
    const { state, useModels } = await open();
    await state().run();
    expect(state().status).toMatchObject({ step: 'failed', files: null, error: { name: 'ModelFormatError' } });
    expect(JSON.stringify(state().status)).toContain('embeddings.npy');
    expect(useModels.getState()).toMatchObject({ currentId: 'bundled', error: null });
    expect(useModels.getState().models).toHaveLength(1);
  });

  it('can be cancelled while files come, and while the model is being read', async () => {
    const { state, useModels } = await open();
    const fetching = state().run();
    expect(state().status.step).toBe('fetching');
    state().cancel();
    await fetching;
    expect(state().status).toEqual({ step: 'idle' });

    const { usePublished } = await import('./published-model-store.ts');
    const stop = usePublished.subscribe(({ status, cancel }) => status.step === 'comparing' && cancel());
    await state().run();
    stop();
    expect(state().status).toEqual({ step: 'idle' });
    expect(useModels.getState().models).toHaveLength(1);
  });
});
