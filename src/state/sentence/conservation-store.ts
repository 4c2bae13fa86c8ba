import { create } from 'zustand';
import type { Explanation, LensErrorFields } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { failureOf, parametersOf } from './failed-methods.ts';
import { inputOf } from './input-of.ts';
import { targetScore } from './target-name.ts';

/** The paper's check: with bias factor 1 the words, the padding and the initial states make up the whole score. */
export interface Conservation {
  /** Sum of the words' relevance. */
  readonly words: number;
  /** Of the rows that fill the sentence up; undefined: the model does not pad. */
  readonly padding?: number | undefined;
  /** Relevance that reached the initial states. */
  readonly rest: number;
  /** s_target, or s_target - s_contrast. */
  readonly score: number;
}

interface ConservationState {
  /** The last good check; it belongs to `checked`. */
  readonly result: Conservation | null;
  readonly checked: Explanation | null;
  readonly error: LensErrorFields | null;
  /** Checks this explanation's sentence, target and eps with bias factor 1; a later one takes its place. */
  check(explanation: Explanation): Promise<void>;
}

let current: AbortController | undefined;

export const useConservation = create<ConservationState>()((set) => ({
  result: null,
  checked: null,
  error: null,

  async check(explanation) {
    current?.abort();
    current = new AbortController();
    const { target, contrast } = explanation;
    const { eps } = parametersOf(explanation, 'lrp');
    const request = { input: inputOf(explanation), target, contrast, methods: ['lrp'] as const, lrp: { eps, biasFactor: 1 } };
    try {
      const response = await engine().explain(current.signal, request);
      const failed = failureOf(response.explanation, 'lrp');
      if (failed) set({ error: failed.error });
      else set({ result: conservationOf(response.explanation), checked: explanation, error: null });
    } catch (error) {
      if (!isAbort(error)) set({ error: errorFields(error) });
    }
  },
}));

function conservationOf(explanation: Explanation): Conservation {
  const lrp = explanation.methods.find(({ id }) => id === 'lrp');
  const words = lrp?.words.reduce((total, value) => total + value, 0) ?? Number.NaN;
  return { words, padding: lrp?.padding, rest: lrp?.rest ?? Number.NaN, score: targetScore(explanation) };
}
