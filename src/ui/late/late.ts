/** Parts of the page that are loaded after it: each once, when it is needed or when there is time. */
import { failedStyles, reloadStyles } from './failed-styles.ts';
import { type LateFailure, whyFailed } from './late-failure.ts';

export type LateState<T> =
  /** Not asked for yet, or under way. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'ready'; readonly value: T }
  /** attempts: how often somebody has waited for it in vain; retrying: it is being tried again. */
  | { readonly kind: 'failed'; readonly failure: LateFailure; readonly attempts: number; readonly retrying: boolean };

export interface Late<T> {
  readonly state: () => LateState<T>;
  readonly subscribe: (listener: () => void) => () => void;
  /** Loads it, unless it is here, under way or has failed. Never rejects. */
  readonly start: () => Promise<void>;
  /** Loads it again after a failure. */
  readonly retry: () => Promise<void>;
}

/** What tests replace. */
export interface LateSurroundings {
  readonly whyFailed: () => Promise<LateFailure>;
  readonly failedStyles: () => readonly string[];
  readonly reloadStyles: (addresses: ReadonlySet<string>) => Promise<void>;
}

const BROWSER: LateSurroundings = { whyFailed, failedStyles, reloadStyles };
const WAITING = { kind: 'waiting' } as const;

/**
 * Browsers of today ask the site again for a module that did not come the first time (whatwg/html#10327); in those that keep the failure
 * only a reload helps, which is offered after the second one.
 *
 * @param load is called again by each retry
 */
export function createLate<T>(load: () => Promise<T>, surroundings: LateSurroundings = BROWSER): Late<T> {
  const listeners = new Set<() => void>();
  let state: LateState<T> = WAITING;
  let running: Promise<void> | undefined;
  let attempts = 0;
  /** Style sheets that failed while this part was loaded. */
  const styles = new Set<string>();

  function become(next: LateState<T>): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function attempt(): Promise<void> {
    const before = surroundings.failedStyles();
    try {
      await surroundings.reloadStyles(styles);
      become({ kind: 'ready', value: await load() });
    } catch (error) {
      for (const address of surroundings.failedStyles()) if (!before.includes(address)) styles.add(address);
      // Fetched ahead of time, for nobody: whoever needs it tries anew.
      if (listeners.size === 0) return;
      attempts++;
      console.error(error);
      const failure = await surroundings.whyFailed();
      become({ kind: 'failed', failure, attempts, retrying: false });
    } finally {
      running = undefined;
    }
  }

  function run(): Promise<void> {
    running ??= attempt();
    return running;
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => (state.kind === 'waiting' ? run() : Promise.resolve()),
    retry() {
      if (state.kind !== 'failed') return Promise.resolve();
      if (!state.retrying) become({ ...state, retrying: true });
      return run();
    },
  };
}
