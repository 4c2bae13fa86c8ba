import { create } from 'zustand';
import type { Span } from '../../engine/methods-protocol.ts';
import { useExplain } from '../sentence/index.ts';
import { isSameSpan, spanBetween } from './spans.ts';

/** What of it a link holds. */
export interface PhrasePlace {
  readonly span: Span | null;
  /** Whether the tree of the sentence is open. */
  readonly tree: boolean;
}

interface PhraseStore extends PhrasePlace {
  /** Where selecting began: the end that stays. */
  readonly anchor: number;
  /** A link's phrase has words that this sentence does not have. */
  readonly lost: boolean;
  /** Begins a phrase: one word yet. */
  startAt(position: number): void;
  /** From where it began to here. Without a beginning, here it begins. */
  extendTo(position: number): void;
  select(span: Span | null): void;
  setTree(open: boolean): void;
  /** Takes over what a link says. To be called after the sentence was. */
  restore(place: PhrasePlace): void;
}

/** Which words of the sentence on show are selected; what becomes of it is measured elsewhere (phrase-measures.ts, tree-store.ts). */
export const usePhrase = create<PhraseStore>()((set, get) => ({
  span: null,
  tree: false,
  anchor: 0,
  lost: false,

  startAt: (position) => get().select(spanBetween(position, position)),

  extendTo(position) {
    const { span, anchor } = get();
    if (!span) get().startAt(position);
    else if (!isSameSpan(span, spanBetween(anchor, position))) set({ span: spanBetween(anchor, position), lost: false });
  },

  select(span) {
    madeOf = wordsNow()?.join(' ') ?? null;
    set({ span, anchor: span?.[0] ?? 0, lost: false });
  },

  setTree: (tree) => set({ tree }),
  restore({ span, tree }) {
    madeOf = null;
    set({ span, tree, anchor: span?.[0] ?? 0, lost: false });
  },
}));

/** The words that the phrase is one of; null: not known yet, as of a link's. Another model may split the same text in another way. */
let madeOf: string | null = null;

function wordsNow(): readonly string[] | null {
  const { status, response } = useExplain.getState();
  return status === 'current' ? (response?.explanation.tokens ?? null) : null;
}

useExplain.subscribe(({ text, tokens }, before) => {
  const { span } = usePhrase.getState();
  const words = wordsNow();
  if (!span) madeOf = null;
  else if (text !== before.text || tokens !== before.tokens || (words && madeOf !== null && madeOf !== words.join(' '))) {
    madeOf = null;
    usePhrase.setState({ span: null });
  } else if (words && span[1] > words.length) usePhrase.setState({ span: null, lost: true });
  else if (words) madeOf = words.join(' ');
});
