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
  /** [T] score lost without each word. */
  readonly occlusion: readonly number[];
  readonly integrated_gradients: { readonly steps: number; readonly words: readonly number[]; readonly gap: number };
  // The rest in `methods-bi` and `methods-uni` alone.
  readonly occlusion_probability?: readonly number[];
  readonly gate_rules?: Readonly<Record<string, Omit<GoldenLedger, 'padding' | 'inputs' | 'eps' | 'bias_factor'>>>;
  readonly cd?: {
    /** [T] each word alone, to the target's score. */
    readonly words: readonly number[];
    /** [C] to each score. */
    readonly phrases: readonly {
      readonly positions: readonly number[];
      readonly relevant: readonly number[];
      readonly irrelevant: readonly number[];
    }[];
  };
  readonly shapley?: readonly number[];
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
