import { afterEach, describe, expect, it, vi } from 'vitest';
import { client, example, never, request, source } from '../testing/client-of-worker.ts';
import { goldenFiles, readTorchGolden, torchGoldenFiles } from '../testing/golden.ts';
import { LocalWorker, localWorker } from '../testing/local-worker.ts';
import { createWorkerEngine } from './engine-client.ts';
import { serveEngine } from './engine-host.ts';
import { LensError } from './protocol.ts';

afterEach(() => {
  for (const worker of LocalWorker.all.splice(0)) worker.terminate();
});

describe('the worker’s client', () => {
  it('answers as the engine does', async () => {
    const engine = client();
    await engine.load(never, source);
    const { explanation } = await engine.explain(never, request);
    expect(explanation.scores).toEqual(expect.arrayContaining([expect.closeTo(example?.scores[0] ?? Number.NaN, 10)]));
    expect(explanation.methods.map((method) => method.id)).toEqual(['lrp', 'gi', 'sa']);
  });

  it('holds the model against reference scores and still explains in between', async () => {
    const engine = client();
    const { examples } = readTorchGolden('pytorch-bidi');
    const files = torchGoldenFiles('pytorch-bidi');
    await engine.load(never, { kind: 'files', files, options: { gateOrder: 'gofi' } });
    const many = Array.from({ length: 300 }, () => examples).flat();
    let checked = false;
    const checking = engine.checkReference(never, many).finally(() => {
      checked = true;
    });
    const { tokens } = examples[0] ?? { tokens: [] };
    const before = await engine.explain(never, { input: { tokens }, target: 'predicted', methods: [] });
    expect(checked, 'explained while the check was under way').toBe(false);
    expect((await checking).verified).toBe(false);
    const after = await engine.explain(never, { input: { tokens }, target: 'predicted', methods: [] });
    expect(after.explanation).toEqual(before.explanation);
    await expect(engine.checkReference(never, [])).rejects.toMatchObject({ name: 'InputError' });
  });

  it('says so where the worker never answers, and starts another one with the next call', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hosts = [null, serveEngine];
    const renew = vi.fn(async () => {});
    const engine = createWorkerEngine(() => localWorker(hosts.shift() ?? null), renew);
    const failure = engine.load(never, source).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(LocalWorker.all.map(({ terminated }) => terminated)).toEqual([false]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await failure).toMatchObject({
      name: 'WorkerError',
      fields: { where: 'engine worker', problem: 'the worker that does the arithmetic does not answer' },
    });
    expect(LocalWorker.all.map(({ terminated }) => terminated)).toEqual([true]);
    vi.useRealTimers();
    expect(renew).not.toHaveBeenCalled();
    const loading = engine.load(never, source);
    const meanwhile = engine.inspect(never, source.files);
    await loading;
    expect((await meanwhile).problem).toBeNull();
    expect((await engine.explain(never, request)).explanation.tokens).toEqual(example?.tokens);
    expect(renew, 'the script is fetched once more, whoever asks').toHaveBeenCalledTimes(1);
  });

  it('starts it by the same address, so that a reader loaded late does not start a second engine in it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const addresses: string[] = [];
    vi.stubGlobal(
      'Worker',
      class extends LocalWorker {
        constructor(address: string) {
          super(addresses.push(address) === 1 ? null : serveEngine);
        }

        /** What a browser does when such a reader imports from the script by its own name: another name is another module, which runs. */
        importsByName(name: string | undefined): void {
          if (addresses.at(-1) !== name) this.serveAlso(serveEngine);
        }
      },
    );
    const fetched = vi.fn(async () => new Response('the script'));
    vi.stubGlobal('fetch', fetched);
    const engine = createWorkerEngine();
    const failure = engine.load(never, source).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await failure).toMatchObject({ name: 'WorkerError' });
    vi.useRealTimers();
    await engine.load(never, source);
    const running = LocalWorker.all.at(-1) as LocalWorker & { importsByName(name: string | undefined): void };
    running.importsByName(addresses[0]);
    const many = Array.from({ length: 4000 }, () => example?.tokens ?? []);
    expect((await engine.classify(never, many)).predicted).toHaveLength(4000);
    expect(addresses).toEqual([addresses[0], addresses[0]]);
    expect(fetched.mock.calls).toEqual([[addresses[0], expect.objectContaining({ cache: 'reload' })]]);
    vi.unstubAllGlobals();
  });

  it('starts it all the same where the script cannot be fetched once more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const hosts = [null, serveEngine];
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('offline');
    });
    const engine = createWorkerEngine(() => localWorker(hosts.shift() ?? null));
    const failure = engine.load(never, source).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await failure).toMatchObject({ name: 'WorkerError' });
    vi.useRealTimers();
    expect(await engine.load(never, source)).toBeDefined();
    vi.unstubAllGlobals();
  });

  it('a worker that answers once may take as long as it likes', async () => {
    const engine = client();
    await engine.load(never, source);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(LocalWorker.all.map(({ terminated }) => terminated)).toEqual([false]);
    expect((await engine.explain(never, request)).explanation.tokens).toEqual(example?.tokens);
  });

  it('keeps name and fields of errors', async () => {
    const engine = client();
    await expect(engine.explain(never, request)).rejects.toMatchObject({ name: 'NoModelError' });
    await engine.load(never, source);
    const failure = engine.explain(never, { ...request, target: 99 });
    await expect(failure).rejects.toBeInstanceOf(LensError);
    await expect(failure).rejects.toMatchObject({ name: 'InputError', fields: { where: 'target', found: '99' } });
    await expect(engine.load(never, { kind: 'files', files: [] })).rejects.toMatchObject({ name: 'ModelFormatError' });
    await expect(engine.explain(never, request), 'the last good model is kept').resolves.toBeDefined();
  });

  it('inspects files before there is a model, and hands over the one in use as files', async () => {
    const engine = client();
    const inspection = await engine.inspect(never, source.files, { name: 'Mine' });
    expect(inspection).toMatchObject({ problem: null, settled: { name: 'Mine', gateOrder: 'igfo' } });
    await expect(engine.inspect(never, [])).rejects.toMatchObject({ name: 'ModelFormatError' });
    await expect(engine.exportModel(never)).rejects.toMatchObject({ name: 'NoModelError' });
    await engine.load(never, source);
    const files = await engine.exportModel(never);
    const { explanation } = await engine.explain(never, request);
    await engine.load(never, { kind: 'files', files });
    expect((await engine.explain(never, request)).explanation.scores).toEqual(explanation.scores);
  });

  it('has what is asked during the first load wait for it, and fail as it does', async () => {
    const engine = client();
    const loading = engine.load(never, source);
    const [meanwhile, classified] = [engine.explain(never, request), engine.classify(never, [['good']])];
    await loading;
    expect((await meanwhile).explanation.tokens).toEqual(example?.tokens);
    expect((await classified).predicted).toHaveLength(1);

    const other = client();
    const crashing = other.load(never, source);
    const failing = [crashing, other.explain(never, request)].map((one) => one.catch(({ name }: Error) => name));
    await Promise.resolve();
    LocalWorker.all.at(-1)?.crash('on purpose');
    expect(await Promise.all(failing)).toEqual(['WorkerError', 'WorkerError']);
    expect(LocalWorker.all, 'nothing but a load starts another worker').toHaveLength(2);

    const overtaken = other
      .load(never, { kind: 'files', files: goldenFiles('tiny'), options: { name: 'First' } })
      .catch(() => {});
    const asked = other.explain(never, request);
    await other.load(never, { kind: 'files', files: goldenFiles('tiny'), options: { name: 'Second' } });
    await overtaken;
    expect((await asked).explanation.model.name).toBe('Second');
  });

  it('loads the model again with its options after a crash', async () => {
    const engine = client();
    await engine.load(never, { ...source, options: { name: 'Mine' } });
    LocalWorker.all[0]?.crash('on purpose');
    expect((await engine.explain(never, request)).explanation.model.name).toBe('Mine');
  });

  it('rejects what is pending when the worker crashes, then starts another and loads the model again', async () => {
    const engine = client();
    await engine.load(never, source);
    const pending = engine.explain(never, request);
    const [first] = LocalWorker.all;
    first?.crash('out of memory');
    await expect(pending).rejects.toMatchObject({ name: 'WorkerError', message: expect.stringContaining('out of memory') });
    expect(first?.terminated).toBe(true);
    const { explanation } = await engine.explain(never, request);
    expect(explanation.tokens).toEqual(example?.tokens);
    expect(LocalWorker.all).toHaveLength(2);
  });

  it('rejects with a named error when the worker cannot start', async () => {
    const engine = client(false);
    const pending = engine.load(never, source);
    await Promise.resolve();
    LocalWorker.all[0]?.crash('');
    await expect(pending).rejects.toMatchObject({
      name: 'WorkerError',
      message: expect.stringContaining('could not be started'),
    });
  });
});
