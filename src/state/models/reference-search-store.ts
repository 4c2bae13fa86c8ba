/** What files do not say, looked for by scores of the user's own program: before they become a model, or of the model in use. */
import { create } from 'zustand';
import {
  type GivenModelFile,
  type LensErrorFields,
  type ModelOptions,
  parseReferences,
  type ReferenceSearch,
} from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useModels } from './models-store.ts';
import { useNewModel } from './new-model-store.ts';
import { useTrust } from './trust-store.ts';

/** What is to be found. */
export interface SearchedModel {
  readonly files: () => Promise<readonly GivenModelFile[]>;
  readonly options: ModelOptions;
  /** As typed or in a file. */
  readonly references: () => string | File;
  /** The model as it is read now. */
  readonly read: Parameters<typeof parseReferences>[1];
}

interface ReferenceSearchState {
  readonly status: 'idle' | 'searching';
  readonly progress: { readonly tried: number; readonly total: number };
  /** Lines that cannot be read. */
  readonly problems: readonly LensErrorFields[];
  readonly error: LensErrorFields | null;
  readonly result: ReferenceSearch | null;
  search(model: SearchedModel): Promise<void>;
  cancel(): void;
}

const EMPTY = { status: 'idle', progress: { tried: 0, total: 0 }, problems: [], error: null, result: null } as const;

let current = new AbortController();

export const useReferenceSearch = create<ReferenceSearchState>()((set) => ({
  ...EMPTY,

  async search({ files, options, references: givenNow, read }) {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    set({ ...EMPTY, status: 'searching' });
    try {
      const given = givenNow();
      const text = typeof given === 'string' ? given : await given.text();
      const { references, problems } = parseReferences(text, read);
      if (problems.length > 0) return signal.aborted ? undefined : set({ ...EMPTY, problems });
      const held = await files();
      const result = await engine().searchReference(signal, held, whatFilesSay(options), references, (tried, total) => {
        if (!signal.aborted) set({ progress: { tried, total } });
      });
      if (!signal.aborted) set({ ...EMPTY, result });
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) set({ ...EMPTY, error: errorFields(error) });
    }
  },

  cancel() {
    current.abort();
    set(EMPTY);
  },
}));

/** Whatever is searched for is open, though the person may have said something of it: that may be what is wrong. */
function whatFilesSay({ choices, gateOrder, padding, unkToken, dropsUnknown, ...options }: ModelOptions): ModelOptions {
  return options;
}

// A result is of these files and these scores.
useNewModel.subscribe((state, before) => {
  if (state.files !== before.files || state.references !== before.references) useReferenceSearch.getState().cancel();
});
useTrust.subscribe((state, before) => {
  if (state.text !== before.text || state.file !== before.file) useReferenceSearch.getState().cancel();
});
useModels.subscribe((state, before) => {
  if (state.currentId !== before.currentId) useReferenceSearch.getState().cancel();
});
