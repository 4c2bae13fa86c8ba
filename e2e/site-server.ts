import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { CONTENT_TYPES } from '../scripts/response-headers.ts';

/** Where the site stands on its host, and where it stands once more without the SST test set. */
export const FOLDER = '/some/folder/';
export const FOLDER_WITHOUT_SST = '/without/sst/';

/** The built site in a sub-folder of a host on this machine: one that can go away and come back with another version. */
export class SiteServer {
  /** Paths within the site that were asked for. */
  readonly requests: string[] = [];
  readonly #changed = new Map<string, string>();
  readonly #files = new Map<string, Promise<Buffer>>();
  #missing: RegExp = /(?!)/;
  #server: Server | undefined;
  #port: number;

  /** @param port 0: any that is free */
  constructor(port = 0) {
    this.#port = port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}${FOLDER}`;
  }

  /** Starts it, at the same address when it ran before. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
  }

  /** Resolves once nothing listens there any more. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** Puts a new version up, as a build would: another start page, which says so, and a service worker that knows of it. */
  async publish(version: string): Promise<void> {
    const page = await readFile('dist/index.html', 'utf8');
    this.#changed.set('index.html', page.replace('<html ', `<html data-version="${version}" `));
    const worker = await readFile('dist/sw.js', 'utf8');
    const known = /(url:"index\.html",revision:")[0-9a-f]+/;
    if (!known.test(worker)) throw new Error('sw.js does not list index.html');
    this.#changed.set('sw.js', worker.replace(known, `$1${Buffer.from(version).toString('hex')}`));
  }

  /** From now on these answer 404, and no others. */
  remove(paths: RegExp): void {
    this.#missing = paths;
  }

  /** Puts up a version all of whose scripts have other names: those of the version before are gone. */
  async deploy(): Promise<void> {
    const scripts = (await readdir('dist/assets')).filter((name) => name.endsWith('.js'));
    for (const path of ['index.html', ...scripts.map((name) => `assets/${name}`)]) {
      let text = await readFile(join('dist', path), 'utf8');
      for (const name of scripts) text = text.replaceAll(name, `newer-${name}`);
      this.#changed.set(path.replace('assets/', 'assets/newer-'), text);
    }
    this.remove(/^assets\/(?!newer-).*\.js$/);
  }

  /** Read once: the suite opens the same page some hundred times. */
  #read(path: string): Promise<Buffer> {
    const file = this.#files.get(path) ?? readFile(join('dist', normalize(path)));
    this.#files.set(path, file);
    return file;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.address);
    const folder = [FOLDER, FOLDER_WITHOUT_SST].find((one) => pathname.startsWith(one)) ?? '';
    const path = pathname.slice(folder.length) || 'index.html';
    this.requests.push(path);
    try {
      const isMissing = this.#missing.test(path) || (folder === FOLDER_WITHOUT_SST && path.startsWith('sst/'));
      if (!folder || isMissing) throw new Error('not on the site');
      const body = this.#changed.get(path) ?? (await this.#read(path));
      response.writeHead(200, { 'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  }
}
