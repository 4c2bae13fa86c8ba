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
   * where it cannot be loaded. `settle` is what else the page has to note of it: where that fails, the model before is loaded again,
   * so that page and engine never have different ones. @returns what `settle` returns
   * @throws LensError, an AbortError once another model is asked for, or what `settle` throws
   */
  use<Settled>(source: ModelSource, settle: (info: ModelInfo) => Settled): Promise<Settled>;
}

let current: AbortController | undefined;
let inUse: ModelSource | undefined;

export function bundledModel(): ModelSource {
  return { kind: 'url', base: new URL('model/', document.baseURI).href, sha256: import.meta.env.MODEL_SHA256 };
}

/** `cause`: why what is to be noted of a model could not be. */
class NotSettled extends Error {}

function settled<Settled>(info: ModelInfo, settle: (info: ModelInfo) => Settled): Settled {
  try {
    return settle(info);
  } catch (cause) {
    throw new NotSettled('', { cause });
  }
}

export const useModel = create<ModelState>()((set, get) => ({
  status: 'loading',
  progress: { loadedBytes: 0, totalBytes: 0 },
  info: null,
  error: null,

  async load() {
    // A failure is in the state, for the page to show.
    await get()
      .use(bundledModel(), () => {})
      .catch(() => {});
  },

  async use(source, settle) {
    const before = inUse;
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
      return settled(info, settle);
    } catch (error) {
      if (isAbort(error)) throw error;
      if (error instanceof NotSettled) {
        if (before) await get().use(before, () => {});
        throw error.cause;
      }
      current = undefined;
      set(get().info ? { status: 'ready' } : { status: 'failed', error: errorFields(error) });
      // The worker may have got as far as the model that was given up for this one.
      if (overtook && inUse) await engine().load(new AbortController().signal, inUse);
      throw error;
    }
  },
}));
