/** The models there are: the bundled one and the user's own, which this browser keeps; which is in use, and what is told about them. */
import { create } from 'zustand';
import { type BlobFile, LensError, type ModelInfo, type ModelOptions, type ModelSource } from '../../engine/protocol.ts';
import { errorFields, isAbort } from '../engine.ts';
import { newId } from '../new-id.ts';
import { bytesOf } from './blob-file.ts';
import { bundledModel, useModel } from './model-store.ts';
import {
  changeList,
  deleteModel,
  freeBytes,
  lastChosen,
  readFiles,
  readFilesLike,
  readList,
  rememberChosen,
  whyNotKept,
  writeModel,
} from './models-disk.ts';
import { createKeeping } from './models-keeping.ts';
import { BUNDLED, bundledEntry, isSame, type KeptModel, type KeptModels, mergeLists, type ReadModels } from './models-kept.ts';
import type { ModelsState } from './models-state.ts';

export type { KeptModel } from './models-kept.ts';

const MAX_NAME = 80;
/** What is loading while it has no id yet. */
const NEW = 'new';
const noted = (info: ModelInfo) => info;

/** Of the model in use, of those that could not be kept, and of the one removed last. */
const filesAtHand = new Map<string, readonly BlobFile[]>();

export const useModels = create<ModelsState>()((set, get) => ({
  models: [bundledEntry(null)],
  currentId: BUNDLED,
  loading: null,
  space: { usedBytes: 0, quotaBytes: null },
  error: null,
  message: null,
  warning: null,
  removed: null,

  async start(wanted) {
    const last = lastChosen();
    // Where the bundled model is asked for, it need not wait for what this browser keeps.
    if (!wanted && last === BUNDLED) {
      await Promise.all([load(BUNDLED), readKept()]);
    } else {
      await readKept();
      const id = wanted ? wanted(get().models) : last;
      const there = id !== null && get().models.some((model) => model.id === id);
      if (!there && !wanted) set({ warning: GONE });
      if (!(there && (await load(id)))) await load(BUNDLED);
    }
    keeping.listen();
    void measure();
  },

  async add(files, options, source) {
    set({ error: null });
    const bytes = bytesOf(files);
    const addedAt = new Date().toISOString();
    const list = ({ name, sha256, format }: ModelInfo): KeptModel => {
      const twin = get().models.find((model) => isSame(model, { sha256, bytes, options }));
      const { id, verified, refuted } = twin ?? { id: newId(), verified: null, refuted: null };
      const model: KeptModel = { id, name, source, addedAt, bytes, sha256, format, options, verified, refuted, stored: true };
      const models = twin ? get().models.map((one) => (one === twin ? model : one)) : [...get().models, model];
      filesAtHand.set(id, files);
      rememberChosen(id);
      set({ models, currentId: id, message: `“${name}” is in use.`, removed: null });
      return model;
    };
    const model = await loadFiles(NEW, files, options, list);
    await keepNew(model, files);
    return find(model.id) ?? model;
  },

  async choose(id, until = 'next choice') {
    set({ error: null });
    const done = await load(id);
    if (done) {
      if (until === 'next choice') rememberChosen(id);
      set({ message: `“${nameOf(id)}” is in use.`, removed: null });
    }
    return done;
  },

  async rename(id, given) {
    const name = Array.from(given.trim().replace(/\s+/g, ' ')).slice(0, MAX_NAME).join('');
    const model = find(id);
    if (!model || id === BUNDLED || name === '' || name === model.name) return;
    const options = { ...model.options, name };
    set({ error: null });
    // What is explained from now on bears the name.
    if (id === get().currentId && !(await succeeds(loadFiles(id, get().filesOf(id), options, noted)))) return;
    await change(id, { name, options }, `The model is now called “${name}”.`);
  },

  async remove(id) {
    const { models, currentId } = get();
    const place = models.findIndex((model) => model.id === id);
    const model = models[place];
    if (!model || id === BUNDLED) return;
    const files = await get()
      .filesOf(id)
      .catch(() => null);
    set({ error: null });
    if (id === currentId && !(await load(BUNDLED))) return;
    if (id === lastChosen()) rememberChosen(BUNDLED);
    if (!(await forget(id))) return;
    if (files) filesAtHand.set(id, files);
    // Told only now: whoever closes the page upon it will not meet the model again.
    set({
      models: get().models.filter((one) => one.id !== id),
      removed: files && { model, place },
      message: `Removed “${model.name}”${id === currentId ? `; “${nameOf(BUNDLED)}” is in use` : ''}.`,
    });
  },

  async undoRemove() {
    const { removed, models } = get();
    const files = removed && filesAtHand.get(removed.model.id);
    if (!removed || !files) return;
    const model = { ...removed.model, stored: true };
    set({ models: models.toSpliced(removed.place, 0, model), removed: null, message: `“${model.name}” is back.` });
    await keepNew(model, files);
  },

  async setOptions(id, options) {
    if (!find(id) || id === BUNDLED) return;
    set({ error: null });
    const info = await loadFiles(id, get().filesOf(id), options, noted);
    rememberChosen(id);
    set({ currentId: id });
    const changed = { options, name: info.name, sha256: info.sha256, format: info.format, verified: null, refuted: null };
    await change(id, changed, `“${info.name}” is read with the new settings.`);
  },

  setVerified(id, verified) {
    void change(id, { verified, refuted: null }, null);
  },

  setRefuted(id, refuted) {
    void change(id, { verified: null, refuted }, null);
  },

  async filesOf(id) {
    const held = filesAtHand.get(id);
    if (held) return held;
    const files = await readFiles(id).catch((error: unknown) => {
      throw unreadable(nameOf(id), whyNotKept(error));
    });
    if (!files) throw unreadable(nameOf(id), 'they are no longer there; another tab may have removed them');
    return files;
  },

  dismiss() {
    set({ error: null, message: null, warning: null, removed: null });
  },
}));

const { getState, setState } = useModels;

const keeping = createKeeping({
  failed: (warning) => setState({ warning }),
  written: () => void measure(),
  changedElsewhere: () => void readKept().then(measure),
});

const GONE = 'The model used last is no longer kept in this browser, so the bundled one is in use.';

function find(id: string): KeptModel | undefined {
  return getState().models.find((model) => model.id === id);
}

function nameOf(id: string): string {
  return find(id)?.name ?? 'the model';
}

function unreadable(name: string, why: string): LensError {
  return new LensError({
    name: 'LoadError',
    where: `the kept files of “${name}”`,
    problem: `cannot be read: ${why}`,
    advice: 'Add the files again, or remove the model from the list.',
  });
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** Makes a model of the list the one in use; `error` says why where that fails. */
async function load(id: string): Promise<boolean> {
  const { currentId, loading, filesOf } = getState();
  if (id === currentId && !loading && useModel.getState().info) return true;
  const model = find(id);
  if (!model) return false;
  if (id !== BUNDLED) return succeeds(loadFiles(id, filesOf(id), model.options, noted));
  return succeeds(
    run(BUNDLED, async () => {
      const info = await useModel.getState().use(bundledModel(), noted);
      const { name, sha256, format } = info;
      const facts = { name, sha256, format, bytes: useModel.getState().progress.loadedBytes };
      setState(({ models }) => ({ models: models.map((one) => (one.id === BUNDLED ? bundledEntry(facts) : one)) }));
      return info;
    }),
  );
}

/** @param settle notes what else there is to note; where it fails, the model before stays the one in use */
function loadFiles<Settled>(
  id: string,
  files: readonly BlobFile[] | Promise<readonly BlobFile[]>,
  options: ModelOptions,
  settle: (info: ModelInfo) => Settled,
): Promise<Settled> {
  return run(id, async () => {
    const held = await files;
    const source: ModelSource = { kind: 'files', files: held, options };
    const settled = await useModel.getState().use(source, settle);
    if (id !== NEW) filesAtHand.set(id, held);
    return settled;
  });
}

let runs = 0;
async function run<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
  const turn = ++runs;
  setState({ loading: id });
  try {
    const result = await work();
    if (id !== NEW) setState({ currentId: id });
    forgetFiles();
    return result;
  } catch (error) {
    // Where there is no model at all, useModel tells of the bundled one.
    if (!isAbort(error) && (id !== BUNDLED || useModel.getState().info)) setState({ error: errorFields(error) });
    throw error;
  } finally {
    if (turn === runs) setState({ loading: null });
  }
}

function forgetFiles(): void {
  const { currentId, removed, models } = getState();
  const unkept = models.filter(({ stored }) => !stored).map(({ id }) => id);
  const needed = [currentId, removed?.model.id, ...unkept];
  for (const id of filesAtHand.keys()) if (!needed.includes(id)) filesAtHand.delete(id);
}

async function keepNew(model: KeptModel, files: readonly BlobFile[]): Promise<void> {
  const kept = await keeping.write(`“${model.name}” works until this page is closed, but could not be saved`, () =>
    writeModel(model, files, find(BUNDLED) ?? null),
  );
  if (!kept) setState(({ models }) => ({ models: models.map((one) => (one.id === model.id ? { ...one, stored: false } : one)) }));
  // From now on those kept count: the person may move or change the others.
  else if (filesAtHand.get(model.id) === files) filesAtHand.set(model.id, (await readFilesLike(model.id, files)) ?? files);
}

/** Takes the model away from what is kept; true where it is not there any more. */
async function forget(id: string): Promise<boolean> {
  const gone = await keeping.write('The model could not be removed from this browser’s storage', () => deleteModel(id));
  return gone || !find(id)?.stored;
}

async function change(id: string, changed: Partial<KeptModel>, message: string | null): Promise<void> {
  const inList = ({ models }: Pick<KeptModels, 'models'>) => models.map((one) => (one.id === id ? { ...one, ...changed } : one));
  setState(({ models }) => ({ models: inList({ models }), ...(message ? { message, removed: null } : {}) }));
  await keeping.write('The change lasts until this page is closed, but could not be saved', () =>
    changeList((kept) => ({ ...kept, models: inList(kept) })),
  );
}

async function readKept(): Promise<void> {
  try {
    takeList(await readList());
  } catch (error) {
    setState({ warning: `Models kept earlier could not be read: ${whyNotKept(error)}.` });
  }
}

function takeList(read: ReadModels): void {
  const { currentId, models: before } = getState();
  const { models, removed } = mergeLists(before, read, currentId);
  setState(({ warning }) => ({
    models,
    warning: removed
      ? `“${removed.name}” was removed in another tab. It works here until this page is closed.`
      : read.dropped === 0
        ? warning
        : 'Some of the models kept in this browser could no longer be read and were dropped.',
  }));
}

async function measure(): Promise<void> {
  const free = await freeBytes();
  const usedBytes = getState().models.reduce((sum, { id, bytes, stored }) => (id !== BUNDLED && stored ? sum + bytes : sum), 0);
  setState({ space: { usedBytes, quotaBytes: free === null ? null : usedBytes + free } });
}
