import { create } from 'zustand';
import type { ClassMatrix, Explanation, MethodId } from '../../engine/protocol.ts';
import { engine, isAbort } from '../engine.ts';

interface ClassMatrixState {
  /** The last answer and the explanation it belongs to, which may be an earlier one while the next is computed. */
  readonly answer: { readonly explanation: Explanation; readonly matrix: ClassMatrix } | null;
  /** Asks for every class's values of the sentence that `explanation` explains; a later call cancels an earlier one. */
  request(explanation: Explanation, method: MethodId): Promise<void>;
}

let current: AbortController | undefined;

export const useClassMatrix = create<ClassMatrixState>()((set) => ({
  answer: null,

  async request(explanation, method) {
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    const parameters = explanation.methods.find(({ id }) => id === 'lrp')?.parameters;
    const lrp = { eps: parameters?.eps, biasFactor: parameters?.bias_factor };
    try {
      const matrix = await engine().classMatrix(signal, { input: { tokens: explanation.tokens }, method, lrp });
      if (!signal.aborted) set({ answer: { explanation, matrix } });
    } catch (error) {
      // Whatever is wrong with the engine, explaining the same sentence tells it.
      if (!isAbort(error)) console.warn(error);
    }
  },
}));
