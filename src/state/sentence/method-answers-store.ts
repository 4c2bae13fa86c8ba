import { useMemo } from 'react';
import { create } from 'zustand';
import type { Explanation, FailedMethod, MethodId, MethodResult } from '../../engine/protocol.ts';
import { useDisplay } from '../display/index.ts';

/** What came of a method that is not computed with every sentence. */
export interface MethodOutcome {
  /** Of which the values are. */
  readonly explanation: Explanation;
  /** With which of its own options. */
  readonly options: string;
  readonly result: MethodResult | null;
  /** Why there are no values. */
  readonly failed: FailedMethod | null;
  /** The method itself was never run: it may be asked for again. */
  readonly broken?: boolean;
}

export type MethodOutcomes = { readonly [id in MethodId]?: MethodOutcome };

interface MethodAnswers {
  /** The last of each method; one of an earlier sentence stays until the next is there. */
  readonly outcomes: MethodOutcomes;
  /** `done`: the share, 0..1. */
  readonly running: { readonly id: MethodId; readonly done: number } | null;
}

/** Filled by method-runs.ts. */
export const useMethodAnswers = create<MethodAnswers>()(() => ({ outcomes: {}, running: null }));

/** The explanation with what is there of the other methods that are shown. Where there is nothing, it is the same object. */
export function withOutcomes(explanation: Explanation, outcomes: MethodOutcomes, shown: readonly MethodId[]): Explanation {
  const those = shown.flatMap((id) => (outcomes[id]?.explanation === explanation ? [outcomes[id]] : []));
  if (those.length === 0) return explanation;
  const failed = [...(explanation.failed ?? []), ...those.flatMap((one) => one.failed ?? [])];
  return {
    ...explanation,
    methods: [...explanation.methods, ...those.flatMap(({ result }) => result ?? [])],
    ...(failed.length > 0 ? { failed } : {}),
  };
}

export function useWithOutcomes<Given extends Explanation | null>(explanation: Given): Given | Explanation {
  const outcomes = useMethodAnswers((state) => state.outcomes);
  const shown = useDisplay((state) => state.methods);
  return useMemo(() => explanation && withOutcomes(explanation, outcomes, shown), [explanation, outcomes, shown]);
}
