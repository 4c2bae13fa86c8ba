/** Where models are kept: the list under one key, each model's files under their own, so that listing reads no weights. */
import { del, get, set, update } from 'idb-keyval';
import { type BlobFile, loadReader } from '../../engine/protocol.ts';
import { inTime } from '../in-time.ts';
import { blobFile } from './blob-file.ts';
import {
  BUNDLED,
  type BundledFacts,
  COPIED_BYTES,
  type KeptModel,
  type KeptModels,
  NOTHING_KEPT,
  type ReadModels,
} from './models-kept.ts';

const LIST = 'models';
const LAST_CHOSEN = 'lrp-lens-model';
/** Many megabytes may have to be written to a slow disk. */
const FILES_PATIENCE_MS = 60_000;

const keyOf = (id: string) => `model-files:${id}`;

const form = () => loadReader('reader of kept models', () => import('./models-form.ts'));

export async function readList(): Promise<ReadModels> {
  const value: unknown = await inTime(get(LIST));
  return value === undefined ? NOTHING_KEPT : (await form()).fromKept(value);
}

/** Changes the list as it stands at that moment: another tab may have changed it too. */
export async function changeList(change: (kept: KeptModels) => KeptModels): Promise<void> {
  const { fromKept, toKept } = await form();
  await inTime(update(LIST, (value: unknown) => toKept(change(fromKept(value)))));
}

/** As files, which the browser copies itself: those that are large never are in the page's memory, and of any size it takes them. */
async function writeFiles(id: string, files: readonly BlobFile[]): Promise<void> {
  const kept = files.map(async ({ name, blob }) => ({
    name,
    blob: blob.size <= COPIED_BYTES ? new Blob([await blob.arrayBuffer()]) : blob,
  }));
  const keep = (value: unknown) => inTime(set(keyOf(id), value), FILES_PATIENCE_MS);
  await keep(await Promise.all(kept)).catch(async (error: unknown) => {
    const isSmall = files.every(({ blob }) => blob.size <= COPIED_BYTES);
    if ((error instanceof Error && error.name === 'QuotaExceededError') || !isSmall) throw error;
    // Private windows of WebKit keep no Blobs, but bytes; they give no reason.
    await keep(
      await Promise.all(files.map(async ({ name, blob }) => ({ name, bytes: new Uint8Array(await blob.arrayBuffer()) }))),
    );
  });
}

export async function readFiles(id: string): Promise<readonly BlobFile[] | null> {
  const { filesFromKept } = await form();
  return filesFromKept(await inTime(get(keyOf(id)), FILES_PATIENCE_MS));
}

async function deleteFiles(id: string): Promise<void> {
  await inTime(del(keyOf(id)), FILES_PATIENCE_MS);
}

/** The files as they are kept, which are those given; null where they cannot be read. */
export async function readFilesLike(id: string, given: readonly BlobFile[]): Promise<readonly BlobFile[] | null> {
  const kept = await readFiles(id).catch(() => null);
  return (
    kept?.map(({ name, blob }) =>
      blobFile(
        name,
        blob,
        given.find((one) => one.name === name),
      ),
    ) ?? null
  );
}

/** Files and entry, or nothing of it. */
export async function writeModel(model: KeptModel, files: readonly BlobFile[], bundled: BundledFacts | null): Promise<void> {
  await writeFiles(model.id, files);
  await changeList(({ models }) => ({ models: [...models.filter(({ id }) => id !== model.id), model], bundled })).catch(
    async (error: unknown) => {
      await deleteFiles(model.id).catch(() => {});
      throw error;
    },
  );
}

export async function deleteModel(id: string): Promise<void> {
  await changeList((kept) => ({ ...kept, models: kept.models.filter((one) => one.id !== id) }));
  await deleteFiles(id);
}

/** The model chosen last, known without waiting, so that the bundled one can be fetched at once. */
export function lastChosen(): string {
  try {
    return localStorage.getItem(LAST_CHOSEN) ?? BUNDLED;
  } catch {
    return BUNDLED;
  }
}

export function rememberChosen(id: string): void {
  try {
    if (id === BUNDLED) localStorage.removeItem(LAST_CHOSEN);
    else localStorage.setItem(LAST_CHOSEN, id);
  } catch {
    // Storage is switched off: the choice holds until the page is closed.
  }
}

/** Bytes that models may still take; null where the browser does not tell. */
export async function freeBytes(): Promise<number | null> {
  if (typeof navigator === 'undefined' || !navigator.storage?.estimate) return null;
  try {
    const { quota, usage } = await inTime(navigator.storage.estimate());
    return quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
  } catch {
    return null;
  }
}

/** Why something could not be kept, in words. */
export function whyNotKept(error: unknown): string {
  if (!error) return 'this browser gave no reason; its private windows may keep no files of more than 64 MiB';
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'QuotaExceededError') return 'the storage this browser gives the page is full';
  if (error instanceof ReferenceError || error.name === 'SecurityError' || error.name === 'InvalidStateError')
    return 'this browser window stores nothing, as is usual for private windows';
  return error.message || error.name;
}
