import { create } from 'zustand';
import {
  type Explanation,
  type Faithfulness,
  type LensErrorFields,
  METHOD_IDS,
  METHODS,
  type MethodId,
} from '../../engine/protocol.ts';
import { useDisplay } from '../display/index.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { lrpOptionsOf } from './failed-methods.ts';
import { inputOf } from './input-of.ts';
import { useMethodOptions } from './method-options-store.ts';

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
  /**
   * Tests this explanation, by the methods that are always there and those that are shown, once it has stood for a moment; a later one takes
   * its place. Asking again for the same costs nothing.
   */
  want(explanation: Explanation): void;
  /** Draws other random orders. */
  anotherSeed(): void;
  retry(): void;
}

let wanted: { readonly explanation: Explanation; readonly methods: readonly MethodId[]; readonly key: string } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let current: AbortController | undefined;

export const useFaithfulness = create<FaithfulnessState>()((set, get) => {
  const test = async ({ explanation, methods }: NonNullable<typeof wanted>) => {
    clearTimeout(timer);
    current?.abort();
    current = new AbortController();
    const { target, contrast } = explanation;
    const random = { randomOrders: RANDOM_ORDERS, seed: get().seed };
    const request = {
      input: inputOf(explanation),
      target,
      contrast,
      methods,
      lrp: lrpOptionsOf(explanation),
      options: useMethodOptions.getState(),
      ...random,
    };
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
      const shown = useDisplay.getState().methods;
      const methods = METHOD_IDS.filter((id) => shown.includes(id) || METHODS.some((method) => method.id === id));
      const others = methods.length > METHODS.length ? useMethodOptions.getState() : null;
      const key = JSON.stringify([methods, others]);
      if (explanation === wanted?.explanation && key === wanted.key) return;
      const mine = { explanation, methods, key };
      wanted = mine;
      clearTimeout(timer);
      current?.abort();
      timer = setTimeout(() => void test(mine), SETTLE_MS);
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
