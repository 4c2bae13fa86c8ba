import { create } from 'zustand';
import { engine, isAbort } from '../engine.ts';
import { useModel } from '../models/index.ts';
import { sensibleSpellings } from './sensible-spellings.ts';

/** Spellings offered for one unknown word. */
const LIMIT = 4;

interface NearSpellingsState {
  /** What was found so far in the model in use, by unknown word; a word without near spellings has an empty list. */
  readonly byWord: ReadonlyMap<string, readonly string[]>;
  /** Looks up the words not yet known; a later call cancels what an earlier one has not finished. */
  lookUp(words: readonly string[]): Promise<void>;
}

let current: AbortController | undefined;

export const useNearSpellings = create<NearSpellingsState>()((set, get) => ({
  byWord: new Map(),

  async lookUp(words) {
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    try {
      for (const word of words) {
        if (get().byWord.has(word)) continue;
        const found = await engine().nearSpellings(signal, word, LIMIT);
        if (signal.aborted) return;
        set({ byWord: new Map(get().byWord).set(word, sensibleSpellings(word, found)) });
      }
    } catch (error) {
      // The suggestions are a convenience: whatever is wrong with the engine, explaining the sentence tells it.
      if (!isAbort(error)) console.warn(error);
    }
  },
}));

// Another model has another vocabulary, and the same one read in another way other unknown words.
useModel.subscribe((state, before) => {
  if (state.info === before.info) return;
  current?.abort();
  useNearSpellings.setState({ byWord: new Map() });
});
