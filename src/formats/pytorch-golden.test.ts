/** The golden PyTorch models, through readModel and the engine: autograd's figures, and LRP with the output bias. */
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { LocalEngine } from '../engine/engine.ts';
import type { ModelFile } from '../model/model-data.ts';
import { expectClose } from '../testing/expect-close.ts';
import { readTorchGolden, torchGoldenFiles } from '../testing/golden.ts';

const never = new AbortController().signal;

async function engineWith(files: readonly ModelFile[]): Promise<LocalEngine> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files });
  return engine;
}

function zipped(files: readonly ModelFile[], folder: string): ModelFile {
  return { name: 'mine.zip', bytes: zipSync(Object.fromEntries(files.map(({ name, bytes }) => [folder + name, bytes]))) };
}

describe.each(['pytorch-bidi', 'pytorch-uni'] as const)('%s', (name) => {
  const golden = readTorchGolden(name);
  const files = torchGoldenFiles(name);

  it.each<[string, readonly ModelFile[]]>([
    ['two files', files],
    ['a zip', [zipped(files, '')]],
    ['a zip of a folder', [zipped(files, 'some/folder/')]],
  ])('gives the golden figures from %s', async (_, given) => {
    const engine = await engineWith(given);
    let settings = 0;
    for (const { tokens, target, scores, predicted, lrp, sa, gi } of golden.examples) {
      for (const { eps, bias_factor, words, rest, total } of lrp) {
        const { explanation } = await engine.explain(never, {
          input: { tokens },
          target,
          methods: ['lrp', 'sa', 'gi'],
          lrp: { eps, biasFactor: bias_factor },
        });
        expect(explanation.predicted).toBe(predicted);
        expectClose(explanation.scores, scores, 1e-10, 'scores');
        const [lrpResult, saResult, giResult] = explanation.methods;
        expectClose(lrpResult?.words ?? [], words, 1e-10, 'lrp');
        expectClose([lrpResult?.rest ?? Number.NaN, ...words], [rest, ...words], 1e-10, 'rest');
        expectClose(saResult?.words ?? [], sa, 1e-10, 'sa');
        expectClose(giResult?.words ?? [], gi, 1e-10, 'gi');
        const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
        const ledger = [...(lrpResult?.words ?? []), lrpResult?.rest ?? Number.NaN];
        expectClose([sum(ledger)], [total], 1e-9, 'total');
        const absorbed = [lrpResult?.bias ?? Number.NaN, lrpResult?.stabiliser ?? Number.NaN];
        const size = Math.max(...ledger.concat(absorbed).map(Math.abs));
        expect(Math.abs(sum([...ledger, ...absorbed]) - (scores[target] ?? 0))).toBeLessThan(1e-10 * size);
        settings++;
      }
    }
    expect(settings).toBe(3 * golden.examples.length);
    expect(golden.examples.length).toBeGreaterThan(2);
  });
});
