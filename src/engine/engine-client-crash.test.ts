import { afterEach, describe, expect, it, vi } from 'vitest';
import { client, never, request, source } from '../testing/client-of-worker.ts';
import { bundledFiles } from '../testing/golden.ts';
import { LocalWorker } from '../testing/local-worker.ts';
import type { ExplainRequest, ModelSource } from './protocol.ts';

afterEach(() => {
  for (const worker of LocalWorker.all.splice(0)) worker.terminate();
});

describe('the worker’s client, with a model that has to be fetched again after a crash', () => {
  const remote: ModelSource = { kind: 'url', base: 'http://model.test/' };
  const bundled = new Map(bundledFiles().map(({ name, bytes }) => [name, bytes]));
  const answer = async (url: unknown) => new Response(new Uint8Array(bundled.get(String(url).split('/').at(-1) ?? '') ?? []));
  const offline = async () => {
    throw new TypeError('offline');
  };

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  async function crashed() {
    vi.stubGlobal('fetch', answer);
    const engine = client();
    const info = await engine.load(never, remote);
    LocalWorker.all.at(-1)?.crash('on purpose');
    return { engine, info };
  }
  const good: ExplainRequest = { input: { text: 'good' }, target: 'predicted', methods: [] };

  it('tries again with the next call when that failed', async () => {
    const { engine } = await crashed();
    vi.stubGlobal('fetch', offline);
    await expect(engine.explain(never, good)).rejects.toMatchObject({ name: 'LoadError' });
    vi.stubGlobal('fetch', answer);
    expect((await engine.explain(never, good)).explanation.tokens).toEqual(['good']);
  });

  it('lets a newer load win', async () => {
    const { engine } = await crashed();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    vi.stubGlobal('fetch', (url: unknown) => held.then(() => answer(url)));
    const waiting = engine.explain(never, good).catch((error: unknown) => error);
    const tiny = await engine.load(never, source);
    release();
    expect(await waiting).toMatchObject({ name: 'AbortError' });
    expect((await engine.explain(never, request)).explanation.model.name).toBe(tiny.name);
  });

  it('lets a load that is under way win over what is asked meanwhile', async () => {
    const { engine } = await crashed();
    const loading = engine.load(never, source);
    const meanwhile = engine.explain(never, request);
    const tiny = await loading;
    expect((await meanwhile).explanation.model.name).toBe(tiny.name);
  });

  it('answers from the last good model what is asked during a load that fails', async () => {
    const { engine, info } = await crashed();
    const refused = engine.load(never, { kind: 'files', files: [] }).catch((error: unknown) => error);
    const meanwhile = engine.explain(never, good);
    expect(await refused).toMatchObject({ name: 'ModelFormatError' });
    expect((await meanwhile).explanation.model.name).toBe(info.name);
  });

  it('keeps the last good model when the first load after the crash is refused', async () => {
    const { engine } = await crashed();
    await expect(engine.load(never, { kind: 'files', files: [] })).rejects.toMatchObject({ name: 'ModelFormatError' });
    expect((await engine.explain(never, good)).explanation.tokens).toEqual(['good']);
  });

  it('can be aborted during a load, which goes on', async () => {
    const { engine } = await crashed();
    const loading = engine.load(never, source);
    const controller = new AbortController();
    const meanwhile = engine.explain(controller.signal, request);
    controller.abort();
    await expect(meanwhile).rejects.toMatchObject({ name: 'AbortError' });
    expect((await engine.explain(never, request)).explanation.model.name).toBe((await loading).name);
  });

  it('can be aborted meanwhile', async () => {
    const { engine } = await crashed();
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    const controller = new AbortController();
    const pending = engine.explain(controller.signal, good);
    setTimeout(() => controller.abort(), 20);
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
