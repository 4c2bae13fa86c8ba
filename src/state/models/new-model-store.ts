/** Files on their way to becoming a model, or a kept model whose settings are gone over. */
import { create } from 'zustand';
import type {
  BlobFile,
  GivenInspection,
  ModelInspection,
  ModelOptions,
  PublishedFile,
  TakenFile,
} from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { inBlob } from './blob-file.ts';
import { exchangeFiles } from './exchange-files.ts';
import { takeGiven } from './given-files.ts';
import { useLibrary } from './library-store.ts';
import { useModels } from './models-store.ts';
import { type NewModel, type NewModelState, NONE } from './new-model-state.ts';
import { useTrust } from './trust-store.ts';

/** As keras.datasets.imdb.get_word_index has it; some 1.6 MB. */
const IMDB_INDEX: PublishedFile = {
  name: 'imdb_word_index.json',
  url: 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb_word_index.json',
  sha256: null,
  maxBytes: 4 * 2 ** 20,
};

/** A pause in typing. */
const PAUSE_MS = 250;

/** Ends with the form. */
let form = new AbortController();
/** The last inspection asked for. */
let looking = new AbortController();
/** Files that come while others are being read wait for them. */
let adding: Promise<void> = Promise.resolve();
/** So many of the files have been told apart: those after them are new. */
let sorted = 0;

interface Read {
  readonly files: readonly BlobFile[];
  readonly unread?: readonly string[];
}

export const useNewModel = create<NewModelState>()((set, get) => {
  function begin(state: Partial<NewModel>): void {
    form.abort();
    looking.abort();
    form = new AbortController();
    adding = Promise.resolve();
    sorted = 0;
    set({ ...NONE, ...state });
  }

  async function inspect(pauseMs = 0): Promise<void> {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    set({ status: 'inspecting', error: null });
    try {
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      signal.throwIfAborted();
      const { files, options, tensorSearch } = get();
      const answer = await engine().inspectGiven(signal, files, sorted, tidy(options), tensorSearch, (progress) => {
        // A report may come after the answer.
        if (signal.aborted || (get().status !== 'reading' && get().status !== 'inspecting')) return;
        set({ status: progress.loadedBytes < progress.totalBytes ? 'reading' : 'inspecting', progress });
      });
      const again = note(files, answer);
      if (again) await inspect();
    } catch (error) {
      if (!isAbort(error)) set({ status: 'failed', error: errorFields(error), inspection: null });
    }
  }

  /** Whether the files have to be looked at with other options: what was said of other weights says nothing of these. */
  function note(files: readonly BlobFile[], { given, missing, model, error }: GivenInspection): boolean {
    const { settled, network, options, editing } = get();
    const exchange = exchangeFiles(files, given);
    const before = { files: files.slice(0, sorted), options, editing };
    sorted = exchange.files.length;
    const flow = model?.flow ?? null;
    set({
      files: exchange.files,
      given: exchange.given,
      ...(exchange.told.length > 0 ? { exchanged: exchange.told, before } : {}),
      missing,
      status: model ? 'open' : missing ? 'partial' : 'failed',
      inspection: model,
      error,
      settled: model?.settled ?? settled,
      network: model?.layers && flow ? { layers: model.layers, flow } : model?.layers ? network : null,
    });
    const fitting = exchange.otherWeights ? ofOtherWeights(options) : withKnownChoices(options, model);
    if (exchange.otherWeights && editing !== null) set({ editing: null });
    if (fitting === options) return false;
    set({ options: fitting });
    return true;
  }

  /** What was there stays where the new files cannot be read. */
  function add(read: (signal: AbortSignal) => Promise<Read>): Promise<void> {
    const { signal } = form;
    adding = adding.then(async () => {
      if (signal.aborted) return;
      looking.abort();
      set({ status: 'reading', error: null, exchanged: [], before: null, progress: NONE.progress });
      try {
        const { files, unread = [] } = await read(signal);
        signal.throwIfAborted();
        set({ files: [...get().files, ...files], unread: [...get().unread, ...unread], filesChanged: true });
      } catch (error) {
        if (!isAbort(error)) set({ status: restingStatus(get()), error: errorFields(error) });
        return;
      }
      await inspect();
    });
    return adding;
  }

  return {
    ...NONE,
    async take(given) {
      const { status, editing } = get();
      // Whoever closed the library upon a kept model's settings has left that model alone.
      if (status === 'none' || (editing !== null && !useLibrary.getState().isOpen)) begin({});
      useLibrary.getState().open();
      await add(async () => takeGiven(await given));
    },

    async fetchImdbIndex() {
      await add(async (signal) => ({
        files: (
          await engine().download(signal, [IMDB_INDEX], ({ loadedBytes, totalBytes }) =>
            set({ progress: { loadedBytes, totalBytes } }),
          )
        ).map(inBlob),
      }));
    },

    async edit(id) {
      const model = useModels.getState().models.find((one) => one.id === id);
      if (!model) return;
      begin({ status: 'reading', editing: id, options: model.options, withoutWords: true });
      const { signal } = form;
      useLibrary.getState().open();
      try {
        const files = await useModels.getState().filesOf(id);
        signal.throwIfAborted();
        set({ files });
        await inspect();
      } catch (error) {
        if (!isAbort(error)) set({ status: 'failed', error: errorFields(error) });
      }
    },

    removeFile(file) {
      const { files, given } = get();
      const index = files.indexOf(file);
      if (index < 0) return;
      if (files.length === 1) return get().cancel();
      if (index < sorted) sorted--;
      const others = { files: files.toSpliced(index, 1), given: given.toSpliced(index, 1) };
      set({ ...others, filesChanged: true, exchanged: [], before: null });
      void inspect();
    },

    undoExchange() {
      const { before } = get();
      if (!before) return;
      sorted = before.files.length;
      set({ ...before, given: [], exchanged: [], before: null });
      void inspect();
    },

    goOnWithoutWords: () => set({ withoutWords: true }),

    retry: () => void inspect(),

    change(options) {
      set({ options: { ...get().options, ...options } });
      void inspect(PAUSE_MS);
    },

    choose(key, value) {
      const { options } = get();
      set({ options: { ...options, choices: { ...options.choices, [key]: value } } });
      void inspect();
    },

    searchTensors(tensorSearch) {
      set({ tensorSearch });
      void inspect(PAUSE_MS);
    },

    giveReferences: (references) => set({ references }),

    async use() {
      const { inspection, editing, files, given, filesChanged } = get();
      if (!inspection || !isReady(get())) return false;
      const options = tidy(get().options);
      const scores = scoresOfForm();
      try {
        if (editing && !filesChanged) await useModels.getState().setOptions(editing, options);
        else {
          const used = files.filter((_, index) => !APART.includes(given[index]?.role ?? 'unused'));
          const { id, name } = await useModels.getState().add(usedFiles(used, inspection), options, 'files');
          if (editing && editing !== id) {
            // The model with its new files takes the place of the one without.
            await useModels.getState().remove(editing);
            useModels.setState({ removed: null, message: `“${name}” is in use, with the files that were added.` });
          }
        }
        begin({});
        void checkAgainst(scores);
        return true;
      } catch (error) {
        if (!isAbort(error)) set({ error: errorFields(error) });
        // It is told beside the files.
        useModels.setState({ error: null });
        return false;
      }
    },

    cancel() {
      begin({});
      void engine().letGo(form.signal);
    },
  };
});

/** A file of scores that was given with the others. */
function scoresAmong(files: readonly BlobFile[], given: readonly TakenFile[]): string | File {
  const found = files[given.findIndex(({ role }) => role === 'scores')];
  return found ? new File([found.blob], found.name) : '';
}

/** What was typed or chosen, else what was given with the files. */
export function scoresOfForm(): string | File {
  const { references, files, given } = useNewModel.getState();
  return references === '' ? scoresAmong(files, given) : references;
}

/** What comes of it stands with the model that has just been taken into use. */
async function checkAgainst(references: string | File): Promise<void> {
  const trust = useTrust.getState();
  if (references instanceof File) return trust.takeFile(references);
  if (references.trim() === '') return;
  trust.setText(references);
  await trust.check();
}

const APART: readonly string[] = ['scores', 'sentences', 'foreign', 'unused'];

/** Whether the files are a model as it is wanted. */
export function isReady({ status, inspection, missing, withoutWords }: NewModel): boolean {
  return status === 'open' && inspection !== null && inspection.problem === null && (missing === null || withoutWords);
}

/** As it was before reading began. */
function restingStatus({ inspection, missing }: NewModel): NewModel['status'] {
  return inspection ? 'open' : missing ? 'partial' : 'failed';
}

/** Without what was said of the tensors and layers of weights that are gone. */
function ofOtherWeights({ name, classes, lowercase, unkToken, tokenizer, dropsUnknown, idShift }: ModelOptions): ModelOptions {
  return { name, classes, lowercase, unkToken, tokenizer, dropsUnknown, idShift };
}

/** Of choices that are not there any more, since another one was made, nothing is said. */
function withKnownChoices(options: ModelOptions, model: ModelInspection | null): ModelOptions {
  const { choices } = options;
  if (!choices || !model || (model.problem && model.choices.length === 0)) return options;
  const known = Object.entries(choices).filter(([key]) => model.choices.some((choice) => choice.key === key));
  return known.length === Object.keys(choices).length ? options : { ...options, choices: Object.fromEntries(known) };
}

/** Those that make the model; a zip's entries are not among what was given, and it is kept as it is. */
function usedFiles(files: readonly BlobFile[], inspection: ModelInspection): readonly BlobFile[] {
  const used = files.filter(({ name }) => inspection.files.includes(name));
  return used.length === inspection.files.length ? used : files;
}

/** Without what says nothing: an empty last line, an empty name, no choices. */
function tidy({ name, classes, choices, ...rest }: ModelOptions): ModelOptions {
  const lines = classes?.map((line) => line.trim());
  while (lines?.at(-1) === '') lines.pop();
  const said = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(said),
    ...(name?.trim() ? { name: name.trim() } : {}),
    ...(lines && lines.length > 0 ? { classes: lines } : {}),
    ...(choices && Object.keys(choices).length > 0 ? { choices } : {}),
  };
}
