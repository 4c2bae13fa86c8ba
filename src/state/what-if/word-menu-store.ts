import { create } from 'zustand';
import type { WordNeighbour } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { sensibleSpellings, useExplain } from '../sentence/index.ts';
import { editedInput } from './edited-input.ts';
import { applyEdits, withEdit } from './edits.ts';
import { sensibleNeighbours } from './sensible-neighbours.ts';
import { useWhatIf } from './what-if-store.ts';

/** Suggestions offered of each kind; of the neighbours some are left out. */
const NEIGHBOURS = 10;
const NEIGHBOURS_SHOWN = 6;
const SPELLINGS = 4;
/** A word is unknown until its last letter: other spellings are looked for when typing pauses. */
const PAUSE_MS = 250;

/** The word whose menu is open. */
export interface MenuWord {
  readonly position: number;
  readonly word: string;
  readonly unknown: boolean;
  /** Its cell in a heat map, where the menu stands. */
  readonly cell: HTMLElement;
}

/** What the model makes of a text typed as a replacement. */
export type Verdict =
  | { readonly kind: 'nothing' }
  /** One word replaces one word: these are more. */
  | { readonly kind: 'several'; readonly tokens: readonly string[] }
  | { readonly kind: 'word'; readonly word: string; readonly unknown: boolean };

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
    // A row of numbers has no neighbours.
    if (!response?.explanation.numbers) void quietly(lookUp(opening.signal, word, unknown));
  },

  close() {
    opening?.abort();
    typing?.abort();
    set(CLOSED);
  },

  setDraft(draft) {
    typing?.abort();
    typing = new AbortController();
    set({ draft, verdict: null, spellings: [] });
    void quietly(judgeDraft(typing.signal, draft, get().open));
  },
}));

async function lookUp(signal: AbortSignal, word: string, unknown: boolean): Promise<void> {
  const found = unknown ? [] : await engine().nearestWords(signal, word, NEIGHBOURS);
  if (signal.aborted) return;
  const neighbours = sensibleNeighbours(word, found).slice(0, NEIGHBOURS_SHOWN);
  useWordMenu.setState({ neighbours });
  if (unknown) await findSpellings(signal, word);
  else
    await foresee(
      signal,
      neighbours.map((one) => one.word),
    );
}

/** Asks what each suggestion would lead to. */
async function foresee(signal: AbortSignal, words: readonly string[]): Promise<void> {
  const { open } = useWordMenu.getState();
  const { response } = useExplain.getState();
  if (!open || !response) return;
  for (const word of words) {
    const edits = withEdit(useWhatIf.getState().edits, { kind: 'replace', position: open.position, word });
    const input = editedInput(response.explanation, applyEdits(response.explanation.tokens, edits));
    const { explanation } = await engine().explain(signal, { input, target: 'predicted', methods: [] });
    if (signal.aborted) return;
    useWordMenu.setState(({ outcomes }) => ({ outcomes: new Map(outcomes).set(word, explanation.predicted) }));
  }
}

async function judgeDraft(signal: AbortSignal, draft: string, open: MenuWord | null): Promise<void> {
  const verdict = await judge(signal, draft);
  if (signal.aborted) return;
  useWordMenu.setState({ verdict });
  const stranger =
    verdict.kind === 'nothing' && open?.unknown ? open.word : verdict.kind === 'word' && verdict.unknown && verdict.word;
  if (!stranger) return;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  if (!signal.aborted) await findSpellings(signal, stranger);
}

async function findSpellings(signal: AbortSignal, word: string): Promise<void> {
  const found = await engine().nearSpellings(signal, word, SPELLINGS);
  if (signal.aborted) return;
  const spellings = sensibleSpellings(word, found);
  useWordMenu.setState({ spellings });
  await foresee(signal, spellings);
}

/** Reads a text as the sentence field would: which tokens it holds, and whether the model knows the one. */
export async function judge(signal: AbortSignal, text: string): Promise<Verdict> {
  if (text.trim() === '') return { kind: 'nothing' };
  try {
    const { explanation } = await engine().explain(signal, { input: { text }, target: 'predicted', methods: [] });
    const [word = '', ...more] = explanation.tokens;
    if (more.length > 0) return { kind: 'several', tokens: explanation.tokens };
    return { kind: 'word', word, unknown: explanation.unknown[0] ?? false };
  } catch (error) {
    // Invisible characters alone hold no word.
    const { name, where } = errorFields(error);
    if (name === 'InputError' && where === 'sentence') return { kind: 'nothing' };
    throw error;
  }
}

/** Suggestions are a convenience: whatever is wrong with the engine, explaining the sentence tells it. */
async function quietly(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isAbort(error)) console.warn(error);
  }
}

// The words have changed beneath the menu.
useExplain.subscribe((state, before) => {
  if (useWordMenu.getState().open && state.text !== before.text) useWordMenu.getState().close();
});
