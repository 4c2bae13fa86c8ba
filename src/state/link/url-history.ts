/**
 * When the address is written: a choice becomes a step of the browser's history at once; typing and dragging become one once they have come
 * to rest, and change that step for as long as it is the same that is typed or dragged. Browsers refuse more than some 100 writes in 30 s (Safari), so that two are never nearer than SPACING_MS;
 * steps in quicker succession become one.
 */
export const REST_MS = 500;
export const SPACING_MS = 400;
const AFTER_REFUSAL_MS = 3000;

export interface Address {
  /** Each may throw where the browser has had enough. */
  push(fragment: string): void;
  replace(fragment: string): void;
}

export interface HistoryWriter {
  /**
   * Has `fragment` written; another `step` than before makes it a step of its own.
   * @param moved what of it is typed or dragged; another than before makes a step too. '': nothing is
   */
  want(fragment: string, step: string, moved?: string): void;
  /** The address stands for this already, however it is written. Nothing is written until it changes. */
  settle(fragment: string, step: string): void;
  /** Writes at once what is waited with. */
  flush(): void;
}

export function createHistoryWriter(address: Address): HistoryWriter {
  let written = '';
  let wanted = { fragment: '', step: '' };
  let kind: 'push' | 'replace' = 'replace';
  /** What the present step was typed or dragged of, and whether what is waited with has to come to rest. */
  let lastMoved = '';
  let rests = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastWrite = Number.NEGATIVE_INFINITY;

  function schedule(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(flush, Math.max(milliseconds, lastWrite + SPACING_MS - Date.now()));
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (wanted.fragment === written) return;
    try {
      address[kind](wanted.fragment);
      written = wanted.fragment;
      lastWrite = Date.now();
    } catch {
      schedule(AFTER_REFUSAL_MS);
    }
  }

  return {
    want(fragment, step, moved = '') {
      if (fragment === wanted.fragment) return;
      const isChoice = step !== wanted.step;
      const isStep = isChoice || (moved !== '' && moved !== lastMoved);
      // What was typed belongs to the step that is left.
      if (isStep && timer !== undefined && rests) flush();
      if (timer === undefined) {
        kind = 'replace';
        rests = true;
      }
      if (isStep) kind = 'push';
      if (isChoice) rests = false;
      lastMoved = moved;
      wanted = { fragment, step };
      schedule(rests ? REST_MS : 0);
    },
    settle(fragment, step) {
      clearTimeout(timer);
      timer = undefined;
      written = fragment;
      lastMoved = '';
      wanted = { fragment, step };
    },
    flush() {
      if (timer !== undefined) flush();
    },
  };
}
