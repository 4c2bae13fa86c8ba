import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Known beforehand, for the browser has to be started with it. */
export const HOST_PORT = Number(process.env.LRP_LENS_PORT ?? '4173') + 1000;

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** A stand-in for raw.githubusercontent.com with sockets of its own, which can be slow and be cut; the browser is led to it by name. */
export class PublishedHost {
  /** Path and range of each request. */
  readonly asked: string[] = [];
  #server: Server | undefined;

  /** False where this machine cannot make the certificate (there is no openssl). */
  async start(listener: Listener): Promise<boolean> {
    const credentials = selfSigned();
    if (!credentials) return false;
    const server = createServer(credentials, (request, response) => {
      this.asked.push(`${request.method} ${request.url?.split('/').pop()} ${request.headers.range ?? 'whole'}`);
      listener(request, response);
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(HOST_PORT, '127.0.0.1', resolve));
    return true;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}

function selfSigned(): { key: Buffer; cert: Buffer } | null {
  const folder = mkdtempSync(join(tmpdir(), 'lrp-lens-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=raw.githubusercontent.com'];
  try {
    const { status } = spawnSync('openssl', [...request, '-keyout', key, '-out', cert]);
    return status === 0 ? { key: readFileSync(key), cert: readFileSync(cert) } : null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
