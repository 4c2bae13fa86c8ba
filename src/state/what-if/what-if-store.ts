import { create } from 'zustand';
import { type ExplainResponse, type Explanation, type LensErrorFields, loadReader } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { type Subject, useExplain, withEveryMethod } from '../sentence/index.ts';
import type { EditEffects } from './edit-effects.ts';
import { editedInput } from './edited-input.ts';
import { applyEdits, type Edit, type EditedSentence, withEdit, withoutEdit } from './edits.ts';

/** The edited sentence's explanation beside the original's: same target, contrast and settings. */
export interface Compared {
  readonly before: Explanation;
  readonly after: Explanation;
  readonly edits: readonly Edit[];
  readonly edited: EditedSentence;
  /** What each edit does by itself; null while it is being measured. */
  readonly effects: EditEffects | null;
}

interface WhatIf {
  /** The edits of the sentence in useExplain, in the order of its words. Another sentence has none. */
  readonly edits: readonly Edit[];
  readonly past: readonly (readonly Edit[])[];
  readonly future: readonly (readonly Edit[])[];
  /** The tokens the edits were made to; null: edits from a link that wait for the sentence's first answer. */
  readonly madeTo: readonly string[] | null;
  /** How many of a link's edits are of words that the sentence does not have: they are left out. */
  readonly lost: number;
  /** The last answer to the edited sentence, and what it is compared with. They may be one edit behind while `status` is 'waiting'. */
  readonly response: ExplainResponse | null;
  readonly compared: Compared | null;
  /** none: no edits · empty: all words are left out. */
  readonly status: 'none' | 'waiting' | 'current' | 'empty' | 'failed';
  readonly error: LensErrorFields | null;
}

interface WhatIfState extends WhatIf {
  /** Makes an edit, in the place of an earlier one of the same word. */
  apply(edit: Edit): void;
  takeBack(position: number): void;
  undo(): void;
  redo(): void;
  /** Takes back all edits; undo() brings them again. */
  reset(): void;
  /**
   * Takes over edits from a link. Those of a step back or forward keep their history, others have none. Restore the sentence in useExplain
   * first: another sentence drops its edits.
   */
  restore(edits: readonly Edit[]): void;
  /** Explains the edited sentence as things stand now. */
  refresh(): Promise<void>;
}

const NONE: WhatIf = {
  edits: [],
  past: [],
  future: [],
  madeTo: null,
  lost: 0,
  response: null,
  compared: null,
  status: 'none',
  error: null,
};

let current: AbortController | undefined;

export const useWhatIf = create<WhatIfState>()((set, get) => {
  function change(edits: readonly Edit[]): void {
    const { edits: before, past } = get();
    if (JSON.stringify(edits) === JSON.stringify(before)) return;
    show({ edits, past: [...past, before], future: [] });
  }

  function show(changed: Pick<WhatIf, 'edits' | 'past' | 'future'>): void {
    set({ ...changed, lost: 0, madeTo: useExplain.getState().response?.explanation.tokens ?? null });
    void get().refresh();
  }

  return {
    ...NONE,

    apply(edit) {
      const tokens = useExplain.getState().response?.explanation.tokens ?? [];
      if (edit.position < tokens.length) change(withEdit(get().edits, edit));
    },

    takeBack: (position) => change(withoutEdit(get().edits, position)),

    undo() {
      const { edits, past, future } = get();
      const last = past.at(-1);
      if (last) show({ edits: last, past: past.slice(0, -1), future: [edits, ...future] });
    },

    redo() {
      const { edits, past, future } = get();
      const [next, ...later] = future;
      if (next) show({ edits: next, past: [...past, edits], future: later });
    },

    reset: () => change([]),

    restore(edits) {
      const { edits: now, past, future, undo, redo } = get();
      const isSame = (others: readonly Edit[] | undefined) => JSON.stringify(others) === JSON.stringify(edits);
      if (isSame(past.at(-1))) return undo();
      if (isSame(future[0])) return redo();
      if (!isSame(now)) set({ ...NONE, edits });
      void get().refresh();
    },

    async refresh() {
      current?.abort();
      if (get().edits.length === 0) {
        set({ response: null, compared: null, status: 'none', error: null });
        return;
      }
      set({ status: 'waiting' });
      const { response, status, lrp } = useExplain.getState();
      if (!response || status !== 'current') return;
      const before = response.explanation;
      const fits = ({ position }: Edit) => position < before.tokens.length;
      const edits = get().edits.every(fits) ? get().edits : get().edits.filter(fits);
      const lost = get().edits.length - edits.length;
      set({ edits, madeTo: before.tokens, ...(lost > 0 ? { lost } : {}) });
      const edited = applyEdits(before.tokens, edits);
      if (edits.length === 0 || edited.tokens.length === 0) {
        set({ response: null, compared: null, status: edits.length === 0 ? 'none' : 'empty', error: null });
        return;
      }
      current = new AbortController();
      const { signal } = current;
      try {
        const answer = await engine().explain(signal, requestOf(before, edited, lrp));
        if (signal.aborted) return;
        const compared: Compared = { before, after: answer.explanation, edits, edited, effects: null };
        set({ response: answer, compared, status: 'current', error: null });
        const { measureEffects } = await loadReader('comparison with real losses', () => import('./edit-effects.ts'));
        const effects = await measureEffects(signal, before, edits);
        if (!signal.aborted) set({ compared: { ...compared, effects } });
      } catch (error) {
        if (!isAbort(error)) set({ status: 'failed', error: errorFields(error) });
      }
    },
  };
});

/** The target is the original's, also where that follows the prediction: else the values could not be compared. */
function requestOf(before: Explanation, edited: EditedSentence, lrp: Subject['lrp']) {
  const { target, contrast = null } = before;
  return { ...withEveryMethod({ target, contrast, lrp }), input: editedInput(before, edited), deleted: edited.deleted };
}

useExplain.subscribe((state, before) => {
  const { edits, past, future, madeTo, lost } = useWhatIf.getState();
  if (edits.length === 0 && past.length === 0 && future.length === 0 && lost === 0) return;
  const answered = state.status === 'current' ? state.response?.explanation.tokens : undefined;
  if (!sameText(state, before) || (madeTo && answered && !sameTokens(madeTo, answered))) {
    current?.abort();
    useWhatIf.setState(NONE);
    return;
  }
  // Another target or setting, or the first answer: the edited sentence follows.
  if (state.status !== before.status || state.response !== before.response) void useWhatIf.getState().refresh();
});

/** Blanks about a sentence make no other sentence. */
function sameText(a: Subject, b: Subject): boolean {
  if (a.text.trim() !== b.text.trim()) return false;
  return a.tokens === b.tokens || (a.tokens !== null && b.tokens !== null && sameTokens(a.tokens, b.tokens));
}

function sameTokens(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((token, position) => token === b[position]);
}
