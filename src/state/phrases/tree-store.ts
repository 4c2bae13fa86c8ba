import { create } from 'zustand';
import type { Hierarchy } from '../../engine/methods-protocol.ts';
import type { Explanation, LensErrorFields } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import type { LabelledSpan } from '../examples/index.ts';
import { inputOf } from '../sentence/index.ts';

export interface TreeAnswer {
  readonly hierarchy: Hierarchy;
  readonly explanation: Explanation;
  /** The treebank's spans, one score in `hierarchy.spans` each; null: it does not have the sentence. */
  readonly treebank: readonly LabelledSpan[] | null;
}

interface TreeStore {
  /** The last good answer; it may be of an earlier explanation while the next one is on its way. */
  readonly answer: TreeAnswer | null;
  /** The share that is done of what is asked for; null: nothing is under way. */
  readonly done: number | null;
  readonly error: LensErrorFields | null;
  /** Whether what was asked for last was given up by the person. */
  readonly cancelled: boolean;
  /** Makes the tree of this explanation; a later one takes its place. Asking again for the same costs nothing. */
  want(explanation: Explanation, treebank: readonly LabelledSpan[] | null): void;
  cancel(): void;
  retry(): void;
}

let wanted: Pick<TreeAnswer, 'explanation' | 'treebank'> | undefined;
let current: AbortController | undefined;

export const useTree = create<TreeStore>()((set) => {
  const make = async ({ explanation, treebank }: Pick<TreeAnswer, 'explanation' | 'treebank'>) => {
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    const { target, contrast = null } = explanation;
    const spans = treebank?.map(({ from, to }) => [from, to] as const);
    set({ done: 0, error: null, cancelled: false });
    try {
      const tell = (done: number) => !signal.aborted && set({ done });
      const hierarchy = await engine().hierarchy(signal, { input: inputOf(explanation), target, contrast, spans }, tell);
      if (!signal.aborted) set({ answer: { hierarchy, explanation, treebank }, done: null });
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) set({ error: errorFields(error), done: null });
    }
  };

  return {
    answer: null,
    done: null,
    error: null,
    cancelled: false,

    want(explanation, treebank) {
      if (wanted?.explanation === explanation && wanted.treebank === treebank) return;
      wanted = { explanation, treebank };
      void make(wanted);
    },

    cancel() {
      current?.abort();
      set({ done: null, cancelled: true });
    },

    retry() {
      if (wanted) void make(wanted);
    },
  };
});
