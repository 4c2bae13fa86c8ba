/** The methods that are computed with every sentence: what the first heat map waits for. */
import { gradientInput } from './gradient-input.ts';
import { lrp } from './lrp.ts';
import type { ExplainedSentence, Method, MethodOutcome } from './method.ts';
import { type FastMethodId, METHODS, type MethodId, toAll } from './method-info.ts';
import type { MethodOptions } from './method-options.ts';
import { outcomeOf } from './run-method.ts';
import { sensitivity } from './sensitivity.ts';
import { atOnce } from './steps.ts';

export const FAST_RUNS: Readonly<Record<FastMethodId, Method>> = { lrp, gi: gradientInput, sa: sensitivity };

export function areFast(methods: readonly MethodId[]): methods is readonly FastMethodId[] {
  return methods.every((id) => METHODS.some((method) => method.id === id));
}

export function runFast(sentence: ExplainedSentence, methods: readonly FastMethodId[], options: MethodOptions): MethodOutcome[] {
  const rows = methods.flatMap((id) => METHODS.filter((method) => method.id === id));
  return rows.map(({ id, group }) => atOnce(outcomeOf({ id, group, appliesTo: toAll }, FAST_RUNS[id], sentence, options)));
}
