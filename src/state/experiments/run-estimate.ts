/** How long what is chosen would take, measured before it is run. Loaded late. */
import { create } from 'zustand';
import type { Estimate } from '../../engine/experiment-protocol.ts';
import { loadReader } from '../../engine/protocol.ts';
import { isAbort } from '../engine.ts';
import { currentRequest, modelKeyOf } from './experiments-store.ts';

export interface RunEstimate {
  /** Of which request; null: none is wanted. */
  readonly key: string | null;
  /** null while it is measured. */
  readonly estimate: Estimate | null;
  /** It could not be measured: Run tells why. */
  readonly failed: boolean;
}

const NONE: RunEstimate = { key: null, estimate: null, failed: false };

export const useRunEstimate = create<RunEstimate>()(() => NONE);

/** Settings are often changed several at a time. */
const SETTLED_MS = 400;

let current: AbortController | undefined;

/** From now on that of the request of this key, as it stands; null: none, and one under way is given up.. */
export function wantEstimate(key: string | null): void {
  if (key === useRunEstimate.getState().key) return;
  current?.abort();
  useRunEstimate.setState({ ...NONE, key });
  if (key === null) return;
  const mine = new AbortController();
  current = mine;
  setTimeout(() => void measure(key, mine.signal), SETTLED_MS);
}

async function measure(key: string, signal: AbortSignal): Promise<void> {
  const request = currentRequest();
  if (signal.aborted || request?.key !== key) return;
  try {
    const { estimateOf } = await loadReader('part that runs experiments', () => import('./run-experiment.ts'));
    const estimate = await estimateOf(signal, request, modelKeyOf(request));
    if (!signal.aborted) useRunEstimate.setState({ estimate });
  } catch (error) {
    if (!signal.aborted && !isAbort(error)) useRunEstimate.setState({ failed: true });
  }
}
