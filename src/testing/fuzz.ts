/** Damaged inputs by the hundred: what a reader makes of them, and what it takes up. */
import { vi } from 'vitest';
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { mulberry32 } from '../model/random.ts';
import { runs } from './runs.ts';

export const MUTATIONS = runs(2000);
/** The rule is 4 x the file; what has a fixed size (tables, pieces being inflated) comes on top. */
const FIXED = 4096;

interface Outcome {
  read: number;
  refused: number;
  /** Milliseconds. */
  slowest: number;
  /** By how many bytes the largest allocation passed 4 x the file; below 0 where none did. */
  excess: number;
}

export interface FuzzCase {
  /** A damaged input. */
  readonly damage: (random: () => number) => readonly ModelFile[];
  readonly read: (files: readonly ModelFile[]) => unknown;
}

/** As many damaged inputs as a run has, from this seed. @throws Error for what is no LensError, or not one line */
export async function fuzz(seed: number, { damage, read }: FuzzCase): Promise<Outcome> {
  const random = mulberry32(seed);
  const outcome: Outcome = { read: 0, refused: 0, slowest: 0, excess: Number.NEGATIVE_INFINITY };
  for (let count = 0; count < MUTATIONS; count++) {
    const files = damage(random);
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const start = performance.now();
    const largest = await largestAllocation(async () => {
      try {
        await read(files);
        outcome.read++;
      } catch (error) {
        if (!(error instanceof LensError)) throw new Error(`mutation ${count} of seed ${seed}`, { cause: error });
        if (/[\n\r\0]/.test(error.message)) throw new Error(`mutation ${count}: not one line: ${error.message}`);
        outcome.refused++;
      }
    });
    outcome.slowest = Math.max(outcome.slowest, performance.now() - start);
    outcome.excess = Math.max(outcome.excess, largest - 4 * size - FIXED);
  }
  return outcome;
}

/** Bytes of the largest Float64Array, Uint8Array or list of a given length that our code, or a library, makes while `run` runs. */
async function largestAllocation(run: () => Promise<void>): Promise<number> {
  let largest = 0;
  const measured = <Target extends new (...args: never[]) => object>(target: Target, width: number): Target =>
    new Proxy(target, {
      construct(made, args, newTarget) {
        const [first] = args;
        const size = typeof first === 'number' ? first * width : 0;
        largest = Math.max(largest, size); // before it is made: it may be more than there is
        return Reflect.construct(made, args, newTarget);
      },
    });
  vi.stubGlobal('Float64Array', measured(Float64Array, 8));
  vi.stubGlobal('Uint8Array', measured(Uint8Array, 1));
  vi.stubGlobal('Array', measured(Array, 8));
  try {
    await run();
  } finally {
    vi.unstubAllGlobals();
  }
  return largest;
}
