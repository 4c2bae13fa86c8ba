/** What flows inside, asked of the engine: the golden networks, what is refused. */
import { describe, expect, it } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { NETWORK_NAMES, networkExamples, networkFiles } from '../testing/golden-networks.ts';
import { expectBalance } from '../testing/inside-balance.ts';
import { LocalEngine } from './engine.ts';
import type { Inside } from './inside-protocol.ts';

const never = new AbortController().signal;

const atWords = ({ nodes, tokens }: Inside, pick: (node: Inside['nodes'][number]) => number) => {
  const values = new Float64Array(tokens.length);
  for (const node of nodes) if (node.word !== null) values[node.word] = pick(node);
  return values;
};

describe('inside a golden network', () => {
  it.each(NETWORK_NAMES)('%s: balanced at every node, and the engine’s values at the words', async (name) => {
    const engine = new LocalEngine();
    const info = await engine.load(never, { kind: 'files', files: networkFiles(name) });
    for (const [index, { tokens, inputs, target, lrp }] of networkExamples(name).entries()) {
      const setting = lrp[index % lrp.length];
      const contrast = index % 2 === 0 || info.classes.length < 2 ? null : (target + 1) % info.classes.length;
      const request = {
        input: inputs ? { numbers: inputs } : { tokens: tokens ?? [] },
        target,
        contrast,
        deleted: [0],
        lrp: { eps: setting?.eps, biasFactor: setting?.bias_factor },
      };
      const { explanation } = await engine.explain(never, { ...request, methods: ['lrp', 'gi', 'sa'] });
      const [relevance, gi, sa] = explanation.methods;
      const inside = await engine.inside(never, { ...request, method: 'lrp' });
      expectBalance(inside, 'lrp', 1e-12, name);
      expect(Array.from(atWords(inside, ({ amount }) => amount))).toEqual(relevance?.words);
      const { rest, bias, stabiliser } = inside.ledger;
      expect({ rest, bias, stabiliser }).toEqual({
        rest: relevance?.rest,
        bias: relevance?.bias,
        stabiliser: relevance?.stabiliser,
      });
      expect(inside.ledger.padding).toBe(relevance?.padding ?? 0);
      expect(inside).toMatchObject({ method: 'lrp', tokens: explanation.tokens, parameters: relevance?.parameters });
      expect([inside.target, inside.contrast]).toEqual([explanation.target, explanation.contrast]);
      const score = (explanation.scores[target] ?? 0) - (contrast === null ? 0 : (explanation.scores[contrast] ?? 0));
      expect(inside.score).toBe(score);
      expect(inside.nodes[0]?.amount).toBeCloseTo(score, 12);

      const gradient = await engine.inside(never, { ...request, method: 'gradient' });
      expectBalance(gradient, 'gradient', 1e-12, name);
      expectClose(
        atWords(gradient, ({ amount }) => amount),
        gi?.words ?? [],
        1e-12,
        'gi',
      );
      expectClose(
        atWords(gradient, ({ norm }) => norm),
        sa?.words ?? [],
        1e-12,
        'sa',
      );
    }
  });
});
