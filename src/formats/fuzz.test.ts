/** Seeded mutations of good files: whatever comes in, a reader gives a result or a LensError, and soon. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { mulberry32 } from '../model/random.ts';
import { goldenFiles } from '../testing/golden.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { writeNativeFolder } from './native-folder.ts';
import { readNpy } from './npy.ts';
import { readPickle } from './pickle.ts';
import { readModel } from './read-model.ts';
import { readSafetensors } from './safetensors.ts';

const MUTATIONS = 2000;
/** Milliseconds; other people's work on the machine counts too. */
const SLOWEST = 2000;
/** The rule is 4 x the file; what has a fixed size (tables, pieces being inflated) comes on top. */
const FIXED = 4096;

/** One to four changes: a byte set, a bit flipped, a piece cut out, put in twice, or overwritten with extreme bytes. */
function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let changed = [...bytes];
  const below = (limit: number) => Math.floor(random() * limit);
  // Headers matter most: half of the changes fall into the first 200 bytes.
  const place = () => below(random() < 0.5 ? Math.min(200, changed.length) : changed.length);
  for (let round = below(4); round >= 0; round--) {
    const at = place();
    const size = 1 + below(12);
    const kind = below(5);
    if (kind === 0) changed[at] = below(256);
    else if (kind === 1) changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
    else if (kind === 2) changed.splice(at, random() < 0.2 ? changed.length : size);
    else if (kind === 3) changed.splice(at, 0, ...changed.slice(at, at + size));
    else changed = changed.map((byte, index) => (index >= at && index < at + size ? (random() < 0.5 ? 255 : 0) : byte));
  }
  return Uint8Array.from(changed);
}

interface Outcome {
  read: number;
  refused: number;
  slowest: number;
}

function fuzz(seed: number, run: (random: () => number) => unknown): Outcome {
  const random = mulberry32(seed);
  const outcome: Outcome = { read: 0, refused: 0, slowest: 0 };
  for (let count = 0; count < MUTATIONS; count++) {
    const start = performance.now();
    try {
      run(random);
      outcome.read++;
    } catch (error) {
      if (!(error instanceof LensError)) throw new Error(`mutation ${count} of seed ${seed}`, { cause: error });
      if (/[\n\r\0]/.test(error.message)) throw new Error(`mutation ${count}: not one line: ${error.message}`);
      outcome.refused++;
    }
    outcome.slowest = Math.max(outcome.slowest, performance.now() - start);
  }
  return outcome;
}

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../testing/fixtures/${name}`, import.meta.url)));
}

const native = writeNativeFolder(makeTinyModel({ outputBias: true }), 'F16');
const weights = native.find((file) => file.name === 'model.safetensors')?.bytes ?? new Uint8Array(0);

function mutateOne(files: readonly ModelFile[], random: () => number): ModelFile[] {
  const chosen = Math.floor(random() * files.length);
  return files.map((file, index) => (index === chosen ? { ...file, bytes: mutate(file.bytes, random) } : file));
}

describe('only a LensError is ever thrown', () => {
  const embeddings = fixture('float32/embeddings.npy');
  const cases: readonly [string, (random: () => number) => unknown][] = [
    ['safetensors', (random) => readSafetensors(mutate(weights, random), 'm')],
    ['npy', (random) => readNpy(mutate(embeddings, random), 'e')],
    ...['numpy1-0', 'numpy1-2', 'numpy2-4', 'numpy2-5', 'python2-cpickle-1'].map(
      (name): [string, (random: () => number) => unknown] => {
        const bytes = fixture(`pickle/${name}.pkl`);
        return [name, (random) => readPickle(mutate(bytes, random), 'p')];
      },
    ),
    ['native folder', (random) => readModel(mutateOne(native, random))],
    ['reference folder, tiny', (random) => readModel(mutateOne(goldenFiles('tiny'), random))],
    ['reference folder, float32', (random) => readModel(mutateOne(goldenFiles('float32'), random))],
  ];

  it.each(cases)('%s', (_, run) => {
    const { read, refused, slowest, excess } = fuzz(20_170_923, run);
    expect(read + refused).toBe(MUTATIONS);
    // Both happen: else the mutations would be too wild or too tame to say anything.
    expect(Math.min(read, refused)).toBeGreaterThan(5);
    expect(slowest).toBeLessThan(SLOWEST);
    expect(excess).toBeLessThanOrEqual(0);
  });
});
