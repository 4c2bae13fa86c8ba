/**
 * Published data beside the repository, never part of it. All that reads it goes through here, so that CI's second run, where it is
 * out of reach, can take just the tests that come out otherwise there (scripts/check.mjs).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Why tests of the published files are skipped, for `describe.skipIf(!hasShared(…))`. */
export const NO_UPSTREAM = 'skipped: no upstream files';

/** `path` in the folder: 'upstream/model', 'sst/test.txt'. */
export function shared(path: string): URL {
  return new URL(path, new URL('../../../shared/', import.meta.url));
}

export function hasShared(path: string): boolean {
  return existsSync(shared(path));
}

export function sharedBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(shared(path)));
}

export function sharedText(path: string): string {
  return readFileSync(shared(path), 'utf8');
}

/** Paths of all files in a folder and below, for the functions here; none where it is out of reach. */
export function sharedFiles(folder: string): string[] {
  if (!hasShared(folder)) return [];
  return readdirSync(shared(folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`);
}
