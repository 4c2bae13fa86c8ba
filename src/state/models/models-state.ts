import type { BlobFile, LensErrorFields, ModelOptions } from '../../engine/protocol.ts';
import type { KeptModel, Verification } from './models-kept.ts';

export interface ModelsState {
  /** The bundled one first; it is always there. */
  readonly models: readonly KeptModel[];
  /** The one in use. */
  readonly currentId: string;
  /** Being loaded: a model's id, 'new' for one that is being added; null: none. Its progress is useModel's. */
  readonly loading: string | null;
  readonly space: { readonly usedBytes: number; readonly quotaBytes: number | null };
  /** Why the model asked for last could not be loaded. */
  readonly error: LensErrorFields | null;
  /** What has just been done, for the eye and for screen readers. */
  readonly message: string | null;
  /** What is wrong with keeping the models; stays until it is dismissed. */
  readonly warning: string | null;
  /** The model removed last: it can be brought back. */
  readonly removed: { readonly model: KeptModel; readonly place: number } | null;
  /** Reads what was kept, and loads the model that `wanted` picks of it, or the bundled one where it picks none. To be called once. */
  start(wanted?: (models: readonly KeptModel[]) => string | null): Promise<void>;
  /** Loads a model, makes it the one in use and keeps it. @throws LensError where it cannot be loaded */
  add(files: readonly BlobFile[], options: ModelOptions, source: 'files' | 'published'): Promise<KeptModel>;
  /** 'once': the next visit begins with another. @returns whether it is in use now; if not, `error` says why */
  choose(id: string, until?: 'next choice' | 'once'): Promise<boolean>;
  /** An empty name changes nothing. */
  rename(id: string, name: string): Promise<void>;
  /** The model in use gives way to the bundled one. */
  remove(id: string): Promise<void>;
  undoRemove(): Promise<void>;
  /** @throws LensError where the model cannot be loaded so: its options stay as they were */
  setOptions(id: string, options: ModelOptions): Promise<void>;
  setVerified(id: string, result: Verification): void;
  setRefuted(id: string, result: Verification): void;
  /** @throws LensError where they are gone or damaged */
  filesOf(id: string): Promise<readonly BlobFile[]>;
  dismiss(): void;
}
