/** `lrp-lens serve`: the built site on this machine, with the headers of docs/deploy.md. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isCompiled } from './compiled.ts';
import { CONTENT_TYPES, headersOf, policyOf } from './response-headers.ts';

const USAGE = `lrp-lens serve [--port N] [--host H]
--port: 5173 where it is not given; 0: any that is free. --host: 127.0.0.1 where it is not given, so that no other machine can see it.`;

async function main(): Promise<void> {
  const values = readArguments();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const root = fileURLToPath(new URL(isCompiled ? './site' : '../dist', import.meta.url));
  if (!existsSync(join(root, 'index.html')))
    throw new Error(`site: is not there; expected a build in ${root} (npm run build makes it)`);
  const policy = policyOf(await readFile(join(root, 'index.html'), 'utf8'));
  const server = createServer(async ({ url = '/', method }, response) => {
    try {
      const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname)).slice(1) || 'index.html';
      const file = join(root, path);
      if (!file.startsWith(root + sep)) throw new Error('outside the site');
      const body = await readFile(file);
      const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type, ...headersOf(path, policy) }).end(method === 'HEAD' ? undefined : body);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not on this site\n');
    }
  });
  server.on('error', fail);
  server.listen(readPort(values.port), values.host, () => {
    const { port } = server.address() as AddressInfo;
    console.log(`LRP Lens: http://${values.host}:${port}/`);
  });
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`--port: is no port; expected 0 to 65535; found ${JSON.stringify(text)}`);
}

function readArguments() {
  const options = {
    port: { type: 'string', default: '5173' },
    host: { type: 'string', default: '127.0.0.1' },
    help: { type: 'boolean' },
  } as const;
  return parseArgs({ options }).values;
}

function fail(error: Error): void {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

main().catch(fail);
