import { create } from 'zustand';
import type { InsideState, InsideStep } from '../../engine/inside-protocol.ts';
import type { LensErrorFields } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import type { InsideAnswer, Selection } from './inside-store.ts';

/** One state or one flow in full, and whose it is. */
export type InsideDetails =
  | { readonly kind: 'state'; readonly answer: InsideAnswer; readonly state: InsideState }
  | { readonly kind: 'flow'; readonly answer: InsideAnswer; readonly step: InsideStep };

interface InsideDetailsStore {
  /** The last answer; it may be of another state or flow than the one wanted while that is on its way. */
  readonly details: InsideDetails | null;
  readonly error: LensErrorFields | null;
  /** Asks for the state or flow of this answer; a later one takes its place. null: nothing is to be shown. */
  want(answer: InsideAnswer, selection: Selection | null): Promise<void>;
}

let current: AbortController | undefined;

export const useInsideDetails = create<InsideDetailsStore>()((set) => ({
  details: null,
  error: null,

  async want(answer, selection) {
    current?.abort();
    if (!selection) {
      set({ details: null, error: null });
      return;
    }
    current = new AbortController();
    const { signal } = current;
    const { kind, index } = selection;
    try {
      const details: InsideDetails =
        kind === 'state'
          ? { kind, answer, state: await engine().insideState(signal, { ...answer.request, node: index }) }
          : { kind, answer, step: await engine().insideStep(signal, { ...answer.request, flow: index }) };
      if (!signal.aborted) set({ details, error: null });
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) set({ details: null, error: errorFields(error) });
    }
  },
}));
