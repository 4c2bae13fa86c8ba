import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { LocalServer } from '../testing/local-server.ts';
import { fetchModel } from './fetch-model.ts';

const never = new AbortController().signal;
const server = new LocalServer();
const serve = async (listener: RequestListener): Promise<string> => `${await server.serve(listener)}model/`;

afterEach(async () => {
  await server.close();
});

describe('fetching a model folder', () => {
  it('fetches the three files and tells the progress', async () => {
    const base = await serve((request, response) => {
      const body = `contents of ${request.url}`;
      response.setHeader('content-length', body.length).end(body);
    });
    const seen: number[] = [];
    const files = await fetchModel(never, { kind: 'url', base }, ({ loadedBytes }) => seen.push(loadedBytes));
    expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['config.json', 'contents of /model/config.json'],
      ['model.safetensors', 'contents of /model/model.safetensors'],
      ['vocab.txt', 'contents of /model/vocab.txt'],
    ]);
    expect(seen.at(-1)).toBe(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });

  it('names the file that is missing', async () => {
    const base = await serve((request, response) => {
      response.writeHead(request.url?.endsWith('vocab.txt') ? 404 : 200).end('x');
    });
    await expect(fetchModel(never, { kind: 'url', base }, () => {})).rejects.toMatchObject({
      name: 'LoadError',
      fields: { where: `${base}vocab.txt`, found: 'HTTP 404' },
    });
  });

  it('notices a connection cut off in the middle', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('x'.repeat(10));
      setTimeout(() => response.destroy(), 20);
    });
    await expect(fetchModel(never, { kind: 'url', base }, () => {})).rejects.toMatchObject({ name: 'LoadError' });
  });

  it('gives up when nothing comes any more', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('x');
    });
    await expect(fetchModel(never, { kind: 'url', base }, () => {}, 100)).rejects.toMatchObject({
      name: 'LoadError',
      fields: { found: 'nothing for 0.1 s' },
    });
  });

  describe('whose files are known', () => {
    const contents = { 'config.json': '{}', 'model.safetensors': 'weights', 'vocab.txt': 'a\nb\n' };
    const sha256 = Object.fromEntries(
      Object.entries(contents).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')]),
    );
    /** Answers with `instead` for vocab.txt, until that is null. */
    const site = async (answer: { instead: string | null }, asked: (string | undefined)[] = []) =>
      serve((request, response) => {
        const name = request.url?.split('/').at(-1) as keyof typeof contents;
        if (name === 'vocab.txt') asked.push(request.headers['cache-control']);
        response.end(name === 'vocab.txt' ? (answer.instead ?? contents[name]) : contents[name]);
      });

    it('takes them where they are those', async () => {
      const base = await site({ instead: null });
      expect(await fetchModel(never, { kind: 'url', base, sha256 }, () => {})).toHaveLength(3);
    });

    it.each([
      ['a changed one', 'a\nc\n', /^SHA-256 [0-9a-f]{16}…$/],
      ['the site’s start page', '<!doctype html><title>Not here</title>', /^a web page$/],
      ['an empty one', '', /^an empty file$/],
    ])('refuses %s, and takes the right one past what the browser keeps', async (_, instead, found) => {
      const answer: { instead: string | null } = { instead };
      const asked: (string | undefined)[] = [];
      const base = await site(answer, asked);
      const source = { kind: 'url', base, sha256 } as const;
      await expect(fetchModel(never, source, () => {})).rejects.toMatchObject({
        name: 'LoadError',
        fields: {
          where: `${base}vocab.txt`,
          problem: 'this is not the file that this page was made with',
          found: expect.stringMatching(found),
        },
      });
      answer.instead = null;
      expect(await fetchModel(never, source, () => {})).toHaveLength(3);
      expect(asked).toEqual([undefined, 'no-cache']);
    });
  });

  it('tells that the server cannot be reached', async () => {
    await expect(fetchModel(never, { kind: 'url', base: 'http://127.0.0.1:9/' }, () => {})).rejects.toMatchObject({
      name: 'LoadError',
    });
  });

  it('stops at once when cancelled', async () => {
    const base = await serve(() => {});
    const controller = new AbortController();
    const pending = fetchModel(controller.signal, { kind: 'url', base }, () => {});
    controller.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
