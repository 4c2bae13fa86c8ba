import { create } from 'zustand';
import { type Explanation, type Faithfulness, type LensErrorFields, METHODS } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { lrpOptionsOf } from './failed-methods.ts';
import { inputOf } from './input-of.ts';

/** Random orders of deletion that make the band: as many as the paper's baseline has runs. */
export const RANDOM_ORDERS = 10;

/** How long an explanation has to stand before it is tested: typing comes first. */
const SETTLE_MS = 150;

interface FaithfulnessState {
  /** The last good answer; it belongs to `tested`, which may be an earlier explanation than the one shown. */
  readonly result: Faithfulness | null;
  readonly tested: Explanation | null;
  /** The seed of the random orders, from 1. */
  readonly seed: number;
  /** Why the explanation asked for last could not be tested. */
  readonly error: LensErrorFields | null;
  /** Tests this explanation once it has stood for a moment; a later one takes its place. Asking again for the same costs nothing. */
  want(explanation: Explanation): void;
  /** Draws other random orders. */
  anotherSeed(): void;
  retry(): void;
}

let wanted: Explanation | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let current: AbortController | undefined;

export const useFaithfulness = create<FaithfulnessState>()((set, get) => {
  const test = async (explanation: Explanation) => {
    clearTimeout(timer);
    current?.abort();
    current = new AbortController();
    const { target, contrast } = explanation;
    const methods = METHODS.map(({ id }) => id);
    const random = { randomOrders: RANDOM_ORDERS, seed: get().seed };
    const request = { input: inputOf(explanation), target, contrast, methods, lrp: lrpOptionsOf(explanation), ...random };
    try {
      const result = await engine().faithfulness(current.signal, request);
      set({ result, tested: explanation, error: null });
    } catch (error) {
      if (!isAbort(error)) set({ error: errorFields(error) });
    }
  };

  return {
    result: null,
    tested: null,
    seed: 1,
    error: null,

    want(explanation) {
      if (explanation === wanted) return;
      wanted = explanation;
      clearTimeout(timer);
      current?.abort();
      timer = setTimeout(() => void test(explanation), SETTLE_MS);
    },

    anotherSeed() {
      set({ seed: get().seed + 1 });
      get().retry();
    },

    retry() {
      if (wanted) void test(wanted);
    },
  };
});
