import { create } from 'zustand';
import type { LensErrorFields, LoadProgress, ModelInfo, ModelSource } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';

interface ModelState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly progress: LoadProgress;
  /** The model in use; kept while another loads or fails to. */
  readonly info: ModelInfo | null;
  readonly error: LensErrorFields | null;
  /** Loads the bundled model, or tries again after a failure. */
  load(): Promise<void>;
  /**
   * Loads a model and makes it the one in use. While there is one already, that answers until the new one is ready, and stays
   * where it cannot be loaded. @throws LensError, or an AbortError once another model is asked for
   */
  use(source: ModelSource): Promise<ModelInfo>;
}

let current: AbortController | undefined;
let inUse: ModelSource | undefined;

export function bundledModel(): ModelSource {
  return { kind: 'url', base: new URL('model/', document.baseURI).href };
}

export const useModel = create<ModelState>()((set, get) => ({
  status: 'loading',
  progress: { loadedBytes: 0, totalBytes: 0 },
  info: null,
  error: null,

  async load() {
    // A failure is in the state, for the page to show.
    await get()
      .use(bundledModel())
      .catch(() => {});
  },

  async use(source) {
    const overtook = current !== undefined;
    current?.abort();
    const mine = new AbortController();
    current = mine;
    set({ status: get().info ? 'ready' : 'loading', progress: { loadedBytes: 0, totalBytes: 0 }, error: null });
    try {
      const info = await engine().load(mine.signal, source, (progress) => set({ progress }));
      inUse = source;
      current = undefined;
      set({ status: 'ready', info });
      return info;
    } catch (error) {
      if (isAbort(error)) throw error;
      current = undefined;
      set(get().info ? { status: 'ready' } : { status: 'failed', error: errorFields(error) });
      // The worker may have got as far as the model that was given up for this one.
      if (overtook && inUse) await engine().load(new AbortController().signal, inUse);
      throw error;
    }
  },
}));
