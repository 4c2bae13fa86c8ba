/** The second model, in a worker of its own that starts when one is chosen and ends when none is. Loaded late. */
import { create } from 'zustand';
import { createWorkerEngine, type WorkerEngine } from '../../engine/engine-client.ts';
import type { LensErrorFields, ModelInfo, ModelSource } from '../../engine/protocol.ts';
import { errorFields, isAbort } from '../engine.ts';
import { BUNDLED, bundledModel, type KeptModel, useModel, useModels } from '../models/index.ts';
import { chosenAmong, useSecond } from './second-choice.ts';

export interface SecondModel {
  /** 'missing': it is not in this browser; 'same': it is the one in use. */
  readonly status: 'none' | 'loading' | 'ready' | 'failed' | 'missing' | 'same';
  readonly kept: KeptModel | null;
  /** null unless it is ready. */
  readonly info: ModelInfo | null;
  /** Why it could not be loaded. */
  readonly error: LensErrorFields | null;
  /** Tries again after a failure. */
  retry(): void;
}

let own: WorkerEngine | undefined;
let current: AbortController | undefined;
/** What is loaded or being loaded: model and how it is read. */
let loadedKey: string | null = null;
let following = false;

export const useSecondModel = create<SecondModel>()(() => ({
  status: 'none',
  kept: null,
  info: null,
  error: null,
  retry() {
    loadedKey = null;
    settle();
  },
}));

/** Asked only while the second model is ready. */
export function secondEngine(): WorkerEngine {
  own ??= createWorkerEngine();
  return own;
}

/** Tests put another in its place. */
export function replaceSecondEngine(other: WorkerEngine): void {
  own = other;
}

/** From now on the model that is chosen is loaded, once the one in use is. Safe to call again. */
export function followSecondModel(): void {
  if (following) return;
  following = true;
  useSecond.subscribe(settle);
  useModels.subscribe(({ models, currentId }, before) => {
    if (models !== before.models || currentId !== before.currentId) settle();
  });
  useModel.subscribe(({ status, info }, before) => {
    if (status !== before.status || info !== before.info) settle();
  });
  settle();
}

/** Tells this reading of these weights from all others, as the experiments' results are kept by. */
export function keyOfSecond({ info, kept }: Pick<SecondModel, 'info' | 'kept'>): string {
  return JSON.stringify([info?.sha256, kept?.options]);
}

function settle(): void {
  const { model } = useSecond.getState();
  const { models, currentId } = useModels.getState();
  if (model !== null && useModel.getState().status === 'loading') return;
  const kept = chosenAmong(models, model);
  if (!kept) end({ status: model === null ? 'none' : 'missing', kept: null });
  else if (kept.id === currentId) end({ status: 'same', kept });
  else void load(kept);
}

function end(state: Pick<SecondModel, 'status' | 'kept'>): void {
  current?.abort();
  loadedKey = null;
  own?.end();
  useSecondModel.setState({ ...state, info: null, error: null });
}

async function load(kept: KeptModel): Promise<void> {
  const key = JSON.stringify([kept.id, kept.sha256, kept.options]);
  if (key === loadedKey) return;
  current?.abort();
  const mine = new AbortController();
  current = mine;
  loadedKey = key;
  useSecondModel.setState({ status: 'loading', kept, info: null, error: null });
  try {
    const info = await secondEngine().load(mine.signal, await sourceOf(kept));
    if (!mine.signal.aborted) useSecondModel.setState({ status: 'ready', info });
  } catch (error) {
    if (mine.signal.aborted || isAbort(error)) return;
    useSecondModel.setState({ status: 'failed', error: errorFields(error) });
  }
}

async function sourceOf({ id, options }: KeptModel): Promise<ModelSource> {
  if (id === BUNDLED) return bundledModel();
  return { kind: 'files', files: await useModels.getState().filesOf(id), options };
}
