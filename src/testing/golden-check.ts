/** Holds the engine's answers for a golden PyTorch model against autograd's figures, and LRP's with the output bias. */
import { expect } from 'vitest';
import { LocalEngine } from '../engine/engine.ts';
import type { ModelFile } from '../model/model-data.ts';
import { expectClose } from './expect-close.ts';
import type { TorchGolden } from './golden.ts';

const never = new AbortController().signal;

/** Whatever form the model's `files` have, every figure within `relative` (see expectClose). */
export async function expectGoldenFigures(files: readonly ModelFile[], golden: TorchGolden, relative = 1e-10): Promise<void> {
  const engine = new LocalEngine();
  await engine.load(never, { kind: 'files', files });
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
      expectClose(explanation.scores, scores, relative, 'scores');
      const [lrpResult, saResult, giResult] = explanation.methods;
      expectClose(lrpResult?.words ?? [], words, relative, 'lrp');
      expectClose([lrpResult?.rest ?? Number.NaN, ...words], [rest, ...words], relative, 'rest');
      expectClose(saResult?.words ?? [], sa, relative, 'sa');
      expectClose(giResult?.words ?? [], gi, relative, 'gi');
      const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
      const ledger = [...(lrpResult?.words ?? []), lrpResult?.rest ?? Number.NaN];
      expectClose([sum(ledger)], [total], 10 * relative, 'total');
      const absorbed = [lrpResult?.bias ?? Number.NaN, lrpResult?.stabiliser ?? Number.NaN];
      const size = Math.max(...ledger.concat(absorbed).map(Math.abs));
      expect(Math.abs(sum([...ledger, ...absorbed]) - (scores[target] ?? 0))).toBeLessThan(relative * size);
      settings++;
    }
  }
  expect(settings).toBe(3 * golden.examples.length);
  expect(golden.examples.length).toBeGreaterThan(2);
}
