/** What the person notes on a sentence. Notes are kept in this browser, one a sentence, and outlive the page. */
import { update } from 'idb-keyval';
import { create } from 'zustand';
import { inTime } from '../in-time.ts';
import { fromKept, MAX_NOTES, type Notes, type SentenceNote, toKept, withNote } from './notes-kept.ts';

interface NotesState {
  readonly notes: Notes;
  /** What is wrong with keeping them; null: nothing. */
  readonly warning: string | null;
  /** Reads what was kept. Safe to call again. */
  load(): Promise<void>;
  /** Notes something on a sentence, in the place of what was noted; an empty text takes the note away. */
  write(sentence: string, note: string): void;
  /** Has these and no others. */
  replace(notes: Notes): void;
}

const KEY = 'notes';
/** Typing is kept once it rests. */
const REST_MS = 400;

let loaded: Promise<void> | undefined;
/** Sentences whose note has changed here since it was last kept: other tabs' notes on others stay. */
const changed = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

export const useNotes = create<NotesState>()((set, get) => ({
  notes: new Map(),
  warning: null,

  load() {
    loaded ??= keep();
    return loaded;
  },

  write(sentence, note) {
    const key = sentence.trim();
    const { notes } = get();
    if (key === '') return;
    if (!notes.has(key) && notes.size >= MAX_NOTES) {
      set({ warning: `At most ${MAX_NOTES} notes are kept: empty one of another sentence first.` });
      return;
    }
    set({ notes: withNote(notes, key, note, new Date().toISOString()), warning: null });
    changed.add(key);
    clearTimeout(timer);
    timer = setTimeout(keep, REST_MS);
  },

  replace(notes) {
    for (const sentence of [...get().notes.keys(), ...notes.keys()]) changed.add(sentence);
    set({ notes });
    void keep();
  },
}));

/** The note on a sentence; null: there is none. */
export function noteOf({ notes }: Pick<NotesState, 'notes'>, sentence: string): SentenceNote | null {
  return notes.get(sentence.trim()) ?? null;
}

/** Joins what is kept with what has changed here, in one step, and takes over the whole. */
async function keep(): Promise<void> {
  clearTimeout(timer);
  const mine = new Set(changed);
  changed.clear();
  let joined: Notes = new Map();
  try {
    await inTime(
      update(KEY, (value) => {
        const others = [...fromKept(value)].filter(([sentence]) => !mine.has(sentence));
        const own = [...useNotes.getState().notes].filter(([sentence]) => mine.has(sentence));
        joined = new Map([...others, ...own]);
        return toKept(joined);
      }),
    );
    // What has been typed meanwhile is newer.
    const typed = [...useNotes.getState().notes].filter(([sentence]) => changed.has(sentence));
    const stays = [...joined].filter(([sentence]) => !changed.has(sentence));
    useNotes.setState({ notes: new Map([...stays, ...typed]) });
  } catch (error) {
    for (const sentence of mine) changed.add(sentence);
    const why = error instanceof Error ? error.message || error.name : String(error);
    useNotes.setState({ warning: `Notes work for this visit but could not be saved in this browser (${why}).` });
  }
}

if (typeof document !== 'undefined')
  document.addEventListener('visibilitychange', () => {
    if (changed.size > 0) void keep();
  });
