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
    const files = await fetchModel(never, base, ({ loadedBytes }) => seen.push(loadedBytes));
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
    await expect(fetchModel(never, base, () => {})).rejects.toMatchObject({
      name: 'LoadError',
      fields: { where: `${base}vocab.txt`, found: 'HTTP 404' },
    });
  });

  it('notices a connection cut off in the middle', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('x'.repeat(10));
      setTimeout(() => response.destroy(), 20);
    });
    await expect(fetchModel(never, base, () => {})).rejects.toMatchObject({ name: 'LoadError' });
  });

  it('gives up when nothing comes any more', async () => {
    const base = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('x');
    });
    await expect(fetchModel(never, base, () => {}, 100)).rejects.toMatchObject({
      name: 'LoadError',
      fields: { found: 'nothing for 0.1 s' },
    });
  });

  it('tells that the server cannot be reached', async () => {
    await expect(fetchModel(never, 'http://127.0.0.1:9/', () => {})).rejects.toMatchObject({ name: 'LoadError' });
  });

  it('stops at once when cancelled', async () => {
    const base = await serve(() => {});
    const controller = new AbortController();
    const pending = fetchModel(controller.signal, base, () => {});
    controller.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
