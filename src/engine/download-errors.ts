/** What can go wrong with a published file, in words. */
import { LensError } from '../model/errors.ts';
import type { PublishedFile } from './model-protocol.ts';

const AGAIN = 'Try again; files that are already here are not fetched again.';

/** Nothing was answered. To a page, a server that is down and one that does not let the page read look the same. */
export function unreachable(file: PublishedFile, message: string): LensError {
  if (isOffline()) return loadError(file, 'this browser is offline', undefined, message, `Connect to a network. ${AGAIN}`);
  const problem = 'the server could not be reached, or does not let this page read the file';
  return loadError(file, problem, undefined, message, `Check the connection. ${AGAIN}`);
}

export function brokenOff(file: PublishedFile, loadedBytes: number, totalBytes: number, message: string): LensError {
  const total = totalBytes > 0 ? `${totalBytes} bytes` : 'the whole file';
  const problem = isOffline() ? 'the download broke off: this browser is offline' : 'the download broke off';
  return loadError(file, problem, total, `${loadedBytes} bytes (${message})`, AGAIN);
}

export function refused(file: PublishedFile, { status, statusText }: Response): LensError {
  const advice = status === 404 ? 'The file may have been moved or removed.' : 'Try again later.';
  return loadError(file, 'the server refused the file', 'status 200', `${status} ${statusText}`.trim(), advice);
}

export function tooLong(file: PublishedFile, bytes: number): LensError {
  return loadError(file, 'this is not the published file: it is too long', `at most ${file.maxBytes} bytes`, `${bytes} or more`);
}

export function wrongHash(file: PublishedFile, found: string): LensError {
  return loadError(file, 'this is not the published file', `SHA-256 ${file.sha256}`, `SHA-256 ${found}`);
}

/** What some servers send in a file's place; null where it is nothing known. */
export function impostor(file: PublishedFile, bytes: Uint8Array): LensError | null {
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  if (start.startsWith('version https://git-lfs.github.com/')) {
    const advice = 'Ask the authors where to get the file itself.';
    return loadError(file, 'this is a Git LFS pointer, not the file it stands for', undefined, `${bytes.length} bytes`, advice);
  }
  if (/^<(!doctype|html|\?xml)/i.test(start)) {
    const advice = 'Does the network require you to log in first? Log in, then try again.';
    return loadError(file, 'this is a web page, not the file', undefined, JSON.stringify(start.slice(0, 40)), advice);
  }
  return null;
}

function loadError(
  { url }: PublishedFile,
  problem: string,
  expected: string | undefined,
  found: string,
  advice = 'None of it was used. Try again later.',
): LensError {
  return new LensError({ name: 'LoadError', where: url, problem, expected, found, advice });
}

/** Node has no such property: a script is told what its network says. */
function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false;
}
