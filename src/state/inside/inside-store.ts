import { create } from 'zustand';
import type { Inside, InsideMethod, InsideRequest } from '../../engine/inside-protocol.ts';
import type { LensErrorFields, ModelInfo } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useModel } from '../models/index.ts';
import { type InsideSubject, requestOf } from './inside-subject.ts';

export const INSIDE_METHODS: readonly InsideMethod[] = ['lrp', 'gradient'];

/** A state or a flow, by its index among the nodes or flows of what is shown: the same request has the same ones. */
export interface Selection {
  readonly kind: 'state' | 'flow';
  readonly index: number;
}

/** What of it a link holds. */
export interface InsidePlace {
  readonly method: InsideMethod;
  /** How many steps of the way are shown; null: all. */
  readonly step: number | null;
  readonly selected: Selection | null;
  /** The sentence with its edits rather than as written. */
  readonly edited: boolean;
}

export interface InsideAnswer {
  readonly inside: Inside;
  readonly request: InsideRequest;
  readonly subject: InsideSubject;
  /** Of the model that gave it. */
  readonly layers: ModelInfo['layers'];
}

interface InsideStore extends InsidePlace {
  /** Whether the person has opened the section. */
  readonly open: boolean;
  /** The last good answer; it may be of an earlier explanation while the next one is on its way. */
  readonly answer: InsideAnswer | null;
  /** Why the one asked for last could not be given. */
  readonly error: LensErrorFields | null;
  /** A link chose something that this network does not have. */
  readonly lost: boolean;
  /** It was opened by a link, and has not been brought into sight yet. */
  readonly arriving: boolean;
  setOpen(open: boolean): void;
  setMethod(method: InsideMethod): void;
  setStep(step: number | null): void;
  select(selected: Selection | null): void;
  showEdited(edited: boolean): void;
  /** Takes over what a link says; null: it is closed. */
  restore(place: InsidePlace | null): void;
  arrive(): void;
  /** Asks for this subject by the method in force; a later one takes its place. Asking again for the same costs nothing. */
  want(subject: InsideSubject): void;
  retry(): void;
}

const PLACE: InsidePlace = { method: 'lrp', step: null, selected: null, edited: false };

let wanted: { readonly subject: InsideSubject; readonly method: InsideMethod } | undefined;
let current: AbortController | undefined;

export const useInside = create<InsideStore>()((set, get) => {
  const ask = async (subject: InsideSubject, method: InsideMethod) => {
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    const request = requestOf(subject, method);
    const layers = useModel.getState().info?.layers ?? [];
    try {
      const inside = await engine().inside(signal, request);
      if (signal.aborted) return;
      const { answer, selected, step } = get();
      // A selection is an index: it stays what it is only in the same sentence.
      const isOther = answer !== null && !sameStates(answer.inside, inside);
      set({
        answer: { inside, request, subject, layers },
        error: null,
        lost: isOther ? false : get().lost || (selected !== null && !isIn(inside, selected)),
        selected: isOther || !isIn(inside, selected) ? null : selected,
        step: isOther ? null : step,
      });
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) set({ error: errorFields(error) });
    }
  };

  return {
    ...PLACE,
    open: false,
    answer: null,
    error: null,
    lost: false,
    arriving: false,

    setOpen: (open) => set({ open }),

    setMethod(method) {
      if (method === get().method) return;
      const { selected } = get();
      // The states stay; between them flows something else.
      set({ method, selected: selected?.kind === 'state' ? selected : null });
      if (wanted) get().want(wanted.subject);
    },

    setStep: (step) => set({ step }),
    select: (selected) => set({ selected, lost: false }),
    showEdited: (edited) => set({ edited }),

    restore(place) {
      wanted = undefined;
      current?.abort();
      set({
        ...(place ?? PLACE),
        open: place !== null,
        answer: null,
        error: null,
        lost: false,
        arriving: place !== null,
      });
    },

    arrive: () => set({ arriving: false }),

    want(subject) {
      const { method } = get();
      if (wanted && wanted.method === method && wanted.subject.explanation === subject.explanation) return;
      wanted = { subject, method };
      void ask(subject, method);
    },

    retry() {
      if (wanted) void ask(wanted.subject, wanted.method);
    },
  };
});

function sameStates(a: Inside, b: Inside): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.tokens.length === b.tokens.length &&
    a.tokens.every((token, position) => token === b.tokens[position])
  );
}

function isIn({ nodes, flows }: Inside, selected: Selection | null): boolean {
  return selected !== null && selected.index < (selected.kind === 'state' ? nodes : flows).length;
}
