import { create } from 'zustand';
import type { LensErrorFields, LoadProgress, ModelInfo } from '../engine/protocol.ts';
import { engine, errorFields, isAbort } from './engine.ts';

interface ModelState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly progress: LoadProgress;
  /** The model in use; kept while another loads or fails to. */
  readonly info: ModelInfo | null;
  readonly error: LensErrorFields | null;
  /** Loads the bundled model, or tries again after a failure. */
  load(): Promise<void>;
}

let current: AbortController | undefined;

export const useModel = create<ModelState>()((set) => ({
  status: 'loading',
  progress: { loadedBytes: 0, totalBytes: 0 },
  info: null,
  error: null,

  async load() {
    current?.abort();
    current = new AbortController();
    set({ status: 'loading', progress: { loadedBytes: 0, totalBytes: 0 }, error: null });
    try {
      const base = new URL('model/', document.baseURI).href;
      const info = await engine().load(current.signal, { kind: 'url', base }, (progress) => set({ progress }));
      set({ status: 'ready', info });
    } catch (error) {
      if (!isAbort(error)) set({ status: 'failed', error: errorFields(error) });
    }
  },
}));
