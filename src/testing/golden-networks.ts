/** The golden figures of lists of layers: random networks in native format 2 and what an independent program makes of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ModelFile } from '../model/model-data.ts';
import { shared } from './shared.ts';

interface GoldenLedger {
  readonly eps: number;
  readonly bias_factor: number;
  readonly words: readonly number[];
  readonly rest: number;
  readonly bias: number;
  readonly stabiliser: number;
  readonly padding: number;
  /** [T][F], where the network reads numbers. */
  readonly inputs?: readonly (readonly number[])[];
}

export interface NetworkExample {
  /** Words, or rows of numbers [T][F]. */
  readonly tokens?: readonly string[];
  readonly inputs?: readonly (readonly number[])[];
  readonly scores: readonly number[];
  /** null for a linear output. */
  readonly probabilities: readonly number[] | null;
  readonly predicted: number;
  readonly target: number;
  readonly read: readonly [from: number, to: number];
  readonly lrp: readonly GoldenLedger[];
  readonly sa: readonly number[];
  readonly gi: readonly number[];
  readonly gradient?: readonly (readonly number[])[];
  /** [T] score without each word. */
  readonly occlusion: readonly number[];
}

const FIXTURES = new URL('./fixtures/networks/', import.meta.url);
const SHARED = shared('golden/networks/');

/** Those of the repository, and whatever more there is beside it. */
export const NETWORK_NAMES: readonly string[] = [
  ...new Set([FIXTURES, SHARED].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))),
].sort();

function folderOf(name: string): URL {
  const own = new URL(`${name}/`, FIXTURES);
  return existsSync(own) ? own : new URL(`${name}/`, SHARED);
}

export function networkFiles(name: string): ModelFile[] {
  const folder = folderOf(name);
  return readdirSync(folder)
    .filter((file) => file !== 'golden.json')
    .map((file) => ({ name: file, bytes: new Uint8Array(readFileSync(new URL(file, folder))) }));
}

export function networkExamples(name: string): readonly NetworkExample[] {
  return JSON.parse(readFileSync(new URL('golden.json', folderOf(name)), 'utf8')).examples;
}
