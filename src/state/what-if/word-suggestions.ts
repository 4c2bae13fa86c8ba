/** What the menu of a word offers, and what the model would make of it. Loaded with the first menu that is opened. */
import type { WordNeighbour } from '../../engine/protocol.ts';
import { engine, errorFields } from '../engine.ts';
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

/** What the model makes of a text typed as a replacement. */
export type Verdict =
  | { readonly kind: 'nothing' }
  /** One word replaces one word: these are more. */
  | { readonly kind: 'several'; readonly tokens: readonly string[] }
  | { readonly kind: 'word'; readonly word: string; readonly unknown: boolean };

/** What becomes known, piece by piece. */
export interface Told {
  readonly neighbours?: readonly WordNeighbour[];
  readonly verdict?: Verdict;
  readonly spellings?: readonly string[];
  /** The class that the sentence, as it is edited, would have with this word in the place. */
  readonly outcome?: readonly [word: string, predicted: number];
}

type Tell = (told: Told) => void;

type Place = Readonly<{ position: number; word: string; unknown: boolean }>;

/** Words that could stand in the place of this one: the nearest by embedding, or near spellings of what is unknown. */
export async function suggest(signal: AbortSignal, place: Place, tell: Tell): Promise<void> {
  const { word, unknown } = place;
  const found = unknown ? [] : await engine().nearestWords(signal, word, NEIGHBOURS);
  if (signal.aborted) return;
  const neighbours = sensibleNeighbours(word, found).slice(0, NEIGHBOURS_SHOWN);
  tell({ neighbours });
  if (unknown) await findSpellings(signal, word, place, tell);
  else
    await foresee(
      signal,
      neighbours.map((one) => one.word),
      place,
      tell,
    );
}

/** Asks what each suggestion would lead to. */
async function foresee(signal: AbortSignal, words: readonly string[], { position }: Place, tell: Tell): Promise<void> {
  const { response } = useExplain.getState();
  if (!response) return;
  for (const word of words) {
    const edits = withEdit(useWhatIf.getState().edits, { kind: 'replace', position, word });
    const input = editedInput(response.explanation, applyEdits(response.explanation.tokens, edits));
    const { explanation } = await engine().explain(signal, { input, target: 'predicted', methods: [] });
    if (signal.aborted) return;
    tell({ outcome: [word, explanation.predicted] });
  }
}

/** What the model makes of what is typed, and of what is unknown the near spellings. */
export async function judgeDraft(signal: AbortSignal, draft: string, open: Place | null, tell: Tell): Promise<void> {
  const verdict = await judge(signal, draft);
  if (signal.aborted) return;
  tell({ verdict });
  const stranger =
    verdict.kind === 'nothing' && open?.unknown ? open.word : verdict.kind === 'word' && verdict.unknown && verdict.word;
  if (!stranger || !open) return;
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  if (!signal.aborted) await findSpellings(signal, stranger, open, tell);
}

async function findSpellings(signal: AbortSignal, word: string, place: Place, tell: Tell): Promise<void> {
  const found = await engine().nearSpellings(signal, word, SPELLINGS);
  if (signal.aborted) return;
  const spellings = sensibleSpellings(word, found);
  tell({ spellings });
  await foresee(signal, spellings, place, tell);
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
