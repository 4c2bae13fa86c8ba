/** Damaged models through the engine: the model in use keeps working, and an inspection says what a load would. */
import { describe, expect, it } from 'vitest';
import { writeNativeFolder } from '../formats/programs/native-network.ts';
import type { ModelFile } from '../model/model-data.ts';
import { mulberry32 } from '../model/random.ts';
import { goldenFiles, kerasGoldenFiles, torchGoldenFiles } from '../testing/golden.ts';
import { mutateOne } from '../testing/mutate.ts';
import { runs } from '../testing/runs.ts';
import { makeTinyModel } from '../testing/tiny-model.ts';
import { LocalEngine } from './engine.ts';
import { LensError } from './protocol.ts';

const MUTATIONS = runs(1500);
const never = new AbortController().signal;

const outcomeOf = <Value>(promise: Promise<Value>): Promise<Value | LensError> =>
  promise.catch((error: unknown) => {
    if (error instanceof LensError) return error;
    throw error;
  });

describe('damaged models', () => {
  it.each<[string, readonly ModelFile[]]>([
    ['native folder', writeNativeFolder(makeTinyModel({ outputBias: true }))],
    ['reference folder', goldenFiles('tiny')],
    ['.pt', torchGoldenFiles('pytorch-uni')],
    ['.keras', kerasGoldenFiles('pytorch-uni', 'model.keras')],
    ['.h5', kerasGoldenFiles('pytorch-uni', 'model.h5')],
  ])('%s', async (_, files) => {
    const random = mulberry32(4);
    const engine = new LocalEngine();
    await engine.load(never, { kind: 'files', files: goldenFiles('float32') });
    const [word = ''] = (await engine.inspect(never, goldenFiles('float32'))).firstWords;
    const explain = () => engine.explain(never, { input: { tokens: [word, word] }, target: 0, methods: ['lrp'] });
    const { explanation: before } = await explain();
    let refused = 0;
    for (let count = 0; count < MUTATIONS; count++) {
      const damaged = mutateOne(files, random);
      const inspection = await outcomeOf(engine.inspect(never, damaged));
      const loaded = await outcomeOf(engine.load(never, { kind: 'files', files: damaged }));
      if (loaded instanceof LensError) {
        refused++;
        expect((await explain()).explanation, 'the model in use').toEqual(before);
        // What options could mend, or what is malformed, is the reason; else it is one that only the numbers tell.
        const told = inspection instanceof LensError ? inspection.fields : inspection.problem;
        if (told !== null) expect(told).toEqual(loaded.fields);
      } else {
        expect(inspection).toMatchObject({ problem: null, settled: { name: loaded.name, classes: loaded.classes } });
        await engine.load(never, { kind: 'files', files: goldenFiles('float32') });
      }
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 2);
  });
});
