/** What other rules for a product of gate and source would give the gate (Arras et al. 2019, arXiv 1904.11829, section 3). */
import type { GateRule, InsideGate } from './detail-types.ts';
import { SMALLEST } from './linear-step.ts';
import { sumOf } from './sums.ts';

/** Which part of the product's relevance the gate and the source get. */
const SHARES: Readonly<Record<GateRule, (gate: number, source: number, eps: number) => readonly [gate: number, source: number]>> =
  {
    all: () => [0, 1],
    half: () => [0.5, 0.5],
    abs: (gate, source, eps) => {
      const sum = Math.abs(gate) + Math.abs(source) + eps;
      return sum >= SMALLEST ? [Math.abs(gate) / sum, Math.abs(source) / sum] : [0, 0];
    },
    prop: (gate, source, eps) => {
      const sum = gate + source;
      const denominator = sum + (sum >= 0 ? eps : -eps);
      return Math.abs(denominator) >= SMALLEST ? [gate / denominator, source / denominator] : [0, 0];
    },
  };

const RULES: readonly GateRule[] = ['all', 'half', 'abs', 'prop'];

/** @param gates, sources [d] after activation @param relevance [d] of their products */
export function gateRules(
  gate: InsideGate['gate'],
  source: InsideGate['source'],
  gates: Float64Array,
  sources: Float64Array,
  relevance: Float64Array,
  eps: number,
): InsideGate {
  const total = sumOf(relevance);
  const rules = RULES.map((rule) => {
    let [toGate, toSource] = [0, 0];
    for (const [unit, amount] of relevance.entries()) {
      const [first, second] = SHARES[rule](gates[unit] ?? 0, sources[unit] ?? 0, eps);
      toGate += first * amount;
      toSource += second * amount;
    }
    return { rule, gate: toGate, source: toSource, stabiliser: total - toGate - toSource };
  });
  return { gate, source, relevance: total, rules };
}
