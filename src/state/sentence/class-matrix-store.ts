import { create } from 'zustand';
import type { ClassMatrix, Explanation, LensErrorFields, MethodId } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { parametersOf } from './failed-methods.ts';
import { inputOf } from './input-of.ts';

interface ClassMatrixState {
  /** The last answer and the explanation it belongs to, which may be an earlier one while the next is computed. */
  readonly answer: { readonly explanation: Explanation; readonly matrix: ClassMatrix } | null;
  /** Why there is no answer. */
  readonly failure: LensErrorFields | null;
  /** Asks for every class's values of the sentence that `explanation` explains; a later call cancels an earlier one. */
  request(explanation: Explanation, method: MethodId): Promise<void>;
}

let current: AbortController | undefined;

export const useClassMatrix = create<ClassMatrixState>()((set) => ({
  answer: null,
  failure: null,

  async request(explanation, method) {
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    const { eps, bias_factor: biasFactor } = parametersOf(explanation, 'lrp');
    const lrp = { eps, biasFactor };
    try {
      const matrix = await engine().classMatrix(signal, { input: inputOf(explanation), method, lrp });
      if (!signal.aborted) set({ answer: { explanation, matrix }, failure: null });
    } catch (error) {
      if (!isAbort(error)) set({ answer: null, failure: errorFields(error) });
    }
  },
}));
