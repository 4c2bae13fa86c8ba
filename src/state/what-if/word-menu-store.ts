import { create } from 'zustand';
import { loadReader, type WordNeighbour } from '../../engine/protocol.ts';
import { isAbort } from '../engine.ts';
import { useExplain } from '../sentence/index.ts';
import type { Told, Verdict } from './word-suggestions.ts';

/** The word whose menu is open. */
export interface MenuWord {
  readonly position: number;
  readonly word: string;
  readonly unknown: boolean;
  /** Its cell in a heat map, where the menu stands. */
  readonly cell: HTMLElement;
}

interface WordMenu {
  readonly open: MenuWord | null;
  /** Nearest words by embedding; null while they are looked up. */
  readonly neighbours: readonly WordNeighbour[] | null;
  readonly draft: string;
  /** What the model makes of the draft; null while it is asked. */
  readonly verdict: Verdict | null;
  /** Near spellings of what is unknown: the draft, or without a draft the word itself. */
  readonly spellings: readonly string[];
  /** The class that the sentence, as it is edited, would have with a suggestion in the word's place; those not yet asked for are missing. */
  readonly outcomes: ReadonlyMap<string, number>;
}

interface WordMenuState extends WordMenu {
  /** Opens the menu of the word in this cell of a heat map (src/ui/word-heat-map.tsx). */
  openAt(cell: HTMLElement): void;
  close(): void;
  setDraft(draft: string): void;
}

const CLOSED: WordMenu = {
  open: null,
  neighbours: null,
  draft: '',
  verdict: { kind: 'nothing' },
  spellings: [],
  outcomes: new Map(),
};

let opening: AbortController | undefined;
let typing: AbortController | undefined;

export const useWordMenu = create<WordMenuState>()((set, get) => ({
  ...CLOSED,

  openAt(cell) {
    const { response } = useExplain.getState();
    const position = Number(cell.dataset.index);
    const word = response?.explanation.tokens[position];
    if (word === undefined) return;
    const unknown = response?.explanation.unknown[position] ?? false;
    get().close();
    set({ open: { position, word, unknown, cell } });
    opening = new AbortController();
    const { signal } = opening;
    // A row of numbers has no neighbours.
    if (response?.explanation.numbers) return;
    void quietly(({ suggest }) => suggest(signal, { position, word, unknown }, tell));
  },

  close() {
    opening?.abort();
    typing?.abort();
    set(CLOSED);
  },

  setDraft(draft) {
    typing?.abort();
    typing = new AbortController();
    const { signal } = typing;
    set({ draft, verdict: null, spellings: [] });
    void quietly(({ judgeDraft }) => judgeDraft(signal, draft, get().open, tell));
  },
}));

function tell({ outcome, ...told }: Told): void {
  useWordMenu.setState(({ outcomes }) => (outcome ? { outcomes: new Map(outcomes).set(...outcome) } : told));
}

/** Suggestions are a convenience: whatever is wrong with the engine, explaining the sentence tells it. */
async function quietly(work: (suggestions: typeof import('./word-suggestions.ts')) => Promise<void>): Promise<void> {
  try {
    await work(await loadReader('search for other words', () => import('./word-suggestions.ts')));
  } catch (error) {
    if (!isAbort(error)) console.warn(error);
  }
}

// The words have changed beneath the menu.
useExplain.subscribe((state, before) => {
  if (useWordMenu.getState().open && state.text !== before.text) useWordMenu.getState().close();
});
