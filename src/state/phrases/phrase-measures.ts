import { create } from 'zustand';
import type { Phrase, Span } from '../../engine/methods-protocol.ts';
import type { Explanation, LensErrorFields } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { inputOf, lrpOptionsOf } from '../sentence/index.ts';
import { isSameSpan } from './spans.ts';

interface MeasuredPhrase {
  readonly phrase: Phrase;
  /** Of which sentence, target and settings. */
  readonly explanation: Explanation;
}

interface PhraseMeasures {
  /** The last good answer; it may be of another phrase than the one wanted while that is on its way. */
  readonly measured: MeasuredPhrase | null;
  /** Why the phrase wanted last could not be measured. */
  readonly error: LensErrorFields | null;
  /** Measures this phrase; a later one takes its place. Asking again for the same costs nothing. */
  want(explanation: Explanation, span: Span): void;
  retry(): void;
}

let wanted: { readonly explanation: Explanation; readonly span: Span } | undefined;
let current: AbortController | undefined;

export const usePhraseMeasures = create<PhraseMeasures>()((set) => {
  const measure = async (explanation: Explanation, span: Span) => {
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    const { target, contrast = null } = explanation;
    const request = { input: inputOf(explanation), target, contrast, lrp: lrpOptionsOf(explanation), span };
    try {
      const phrase = await engine().phrase(signal, request);
      if (!signal.aborted) set({ measured: { phrase, explanation }, error: null });
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) set({ error: errorFields(error) });
    }
  };

  return {
    measured: null,
    error: null,

    want(explanation, span) {
      if (wanted && wanted.explanation === explanation && isSameSpan(wanted.span, span)) return;
      wanted = { explanation, span };
      void measure(explanation, span);
    },

    retry() {
      if (wanted) void measure(wanted.explanation, wanted.span);
    },
  };
});
