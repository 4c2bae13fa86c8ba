/** What tests of downloads fetch, and the server they fetch it from. */
import { createHash } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import type { Patience } from '../engine/downloads.ts';
import type { PublishedFile } from '../engine/protocol.ts';
import { LensError } from '../model/errors.ts';
import { LocalServer } from './local-server.ts';

/** Two stand-ins for published files, longer than one socket write. */
export const FIRST = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251));
export const SECOND = Buffer.from('one small file');
export const CANCELLED = new DOMException('cancelled by the user', 'AbortError');
export const QUICK: Patience = { stallMs: 2000, pausesMs: [5, 5, 5] };

export const server = new LocalServer();
export const live = (): AbortSignal => new AbortController().signal;
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const published = (url: string, bytes: Uint8Array, changes: Partial<PublishedFile> = {}): PublishedFile => ({
  name: new URL(url).pathname.slice(1),
  url,
  sha256: sha256(bytes),
  maxBytes: bytes.length,
  ...changes,
});

/** Starts a server that also notes each request's `Range`. */
export async function standIn(listener: RequestListener): Promise<{ base: string; asked: string[] }> {
  const asked: string[] = [];
  const base = await server.serve((request, response) => {
    asked.push(`${request.url} ${request.headers.range ?? 'whole'}`);
    listener(request, response);
  });
  return { base, asked };
}

/** Sends `bytes` up to `end`, then cuts the connection. */
export function cut(response: ServerResponse, bytes: Uint8Array, end: number): void {
  response.write(bytes.subarray(0, end), () => setTimeout(() => response.destroy(), 20));
}

/** Answers what the range asks for, and cuts each of the first `cuts` answers off after 100,000 bytes. */
export function ranged(bytes: Uint8Array, cuts: number): RequestListener {
  let answers = 0;
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const rest = bytes.subarray(from);
    const range = from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length, ...range });
    if (answers++ < cuts) cut(response, rest, 100_000);
    else response.end(rest);
  };
}

export async function refusal(attempt: Promise<unknown>): Promise<LensError> {
  const error = await attempt.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason,
  );
  if (error instanceof LensError) return error;
  throw error;
}
