import { afterEach, describe, expect, it, vi } from 'vitest';
import { client, example, never, request, source } from '../testing/client-of-worker.ts';
import { LocalServer } from '../testing/local-server.ts';
import { LocalWorker } from '../testing/local-worker.ts';
import type { DownloadProgress } from './protocol.ts';

afterEach(() => {
  for (const worker of LocalWorker.all.splice(0)) worker.terminate();
});

describe('the worker’s client, while something takes long', () => {
  it('reports progress, and no more once cancelled', async () => {
    const engine = client();
    await engine.load(never, source);
    const sentences = Array.from({ length: 4000 }, () => example?.tokens ?? []);
    const seen: number[] = [];
    await engine.classify(never, sentences, (done) => seen.push(done));
    await vi.waitFor(() => expect(seen.at(-1)).toBe(4000));
    const controller = new AbortController();
    let late = 0;
    const cancelled = engine.classify(controller.signal, sentences, () => {
      if (controller.signal.aborted) late++;
      controller.abort();
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await engine.explain(never, request);
    expect(late).toBe(0);
  });

  it('runs a slow method beside explain(), tells how far it is, and stops once cancelled', async () => {
    const engine = client();
    await engine.load(never, source);
    const tokens = Array.from({ length: 40 }, (_, t) => `w${t % 12}`);
    const slow = { input: { tokens }, target: 0, method: 'shapley', options: { permutations: 10_000 } } as const;
    const controller = new AbortController();
    const seen: number[] = [];
    const running = engine.runMethod(controller.signal, slow, (done) => seen.push(done));
    let over = false;
    const failed = running
      .catch(({ name }: Error) => name)
      .finally(() => {
        over = true;
      });
    expect((await engine.explain(never, request)).explanation.tokens).not.toHaveLength(40);
    while (seen.length < 3 && !over) await new Promise((resolve) => setTimeout(resolve));
    expect(over).toBe(false);
    expect(seen.at(-1)).toBeLessThan(1);
    controller.abort();
    expect(await failed).toBe('AbortError');
    const [tree, phrase] = await Promise.all([
      engine.hierarchy(never, { input: { tokens }, target: 0 }),
      engine.phrase(never, { input: { tokens }, target: 0, span: [3, 7] }),
    ]);
    expect([tree.nodes.length, phrase.measures.map(({ words }) => words.length)]).toEqual([79, [4, 4, 4, 4]]);
  });

  it('answers explain() while a long classification runs', async () => {
    const engine = client();
    await engine.load(never, source);
    let finished = false;
    const sentences = Array.from({ length: 20_000 }, () => example?.tokens ?? []);
    const long = engine.classify(never, sentences).then((result) => {
      finished = true;
      return result;
    });
    await engine.explain(never, request);
    expect(finished).toBe(false);
    expect((await long).predicted).toHaveLength(20_000);
  });

  it('rejects at once when the signal has fired, or fires later', async () => {
    const engine = client();
    await engine.load(never, source);
    await expect(engine.explain(AbortSignal.abort(), request)).rejects.toMatchObject({ name: 'AbortError' });
    const controller = new AbortController();
    const overtaken = engine.explain(controller.signal, request);
    controller.abort();
    await expect(overtaken).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('downloads without a model, tells how far until it has answered, and keeps what is wrong with a file', async () => {
    const bytes = Buffer.from('a published file');
    const server = new LocalServer();
    const base = await server.serve((request, response) => {
      if (request.url === '/absent') response.writeHead(404).end();
      else if (request.url === '/slow') response.write(bytes, () => setTimeout(() => response.end(), 100));
      else response.end(bytes);
    });
    const published = (name: string) => ({ name, url: `${base}${name}`, sha256: null, maxBytes: 100 });
    const engine = client();
    const seen: (DownloadProgress | 'answer')[] = [];
    const fetched = await engine.download(never, [published('slow'), published('quick')], (progress) => seen.push(progress));
    seen.push('answer');
    expect(fetched.map((file) => [file.name, file.bytes])).toEqual([
      ['slow', new Uint8Array(bytes)],
      ['quick', new Uint8Array(bytes)],
    ]);
    expect(seen[0]).toEqual({ file: 0, loadedBytes: bytes.length, totalBytes: 0 });
    const refusal = engine.download(never, [published('absent')]);
    await expect(refusal).rejects.toMatchObject({
      name: 'LoadError',
      fields: { where: `${base}absent`, found: '404 Not Found' },
    });
    expect(seen.at(-1)).toBe('answer');
    await server.close();
  });
});
