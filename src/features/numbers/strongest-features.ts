import type { NumbersResult } from '../../engine/numbers-protocol.ts';

/** Lines that are shown before anybody chooses. */
const MOST = 3;

/** Features with the largest relevance in all, whichever its sign, by the first method that tells features apart. */
export function strongestFeatures(methods: readonly Pick<NumbersResult, 'inputs'>[], F: number): readonly number[] {
  const inputs = methods.find((method) => method.inputs)?.inputs;
  const sums = new Float64Array(F);
  for (let at = 0; at < (inputs?.length ?? 0); at++) sums[at % F] = (sums[at % F] ?? 0) + Math.abs(inputs?.[at] ?? 0);
  return [...sums.keys()].sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0)).slice(0, MOST);
}
