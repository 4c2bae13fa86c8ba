/** Files on their way to becoming a model, or a kept model whose settings are gone over: what they hold, and what is said of them. */
import { create } from 'zustand';
import type {
  BlobFile,
  LensErrorFields,
  LoadProgress,
  ModelInspection,
  ModelOptions,
  PublishedFile,
  SettledOptions,
} from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { inBlob } from './blob-file.ts';
import type { GivenFile } from './dropped-folders.ts';
import { takeGiven } from './given-files.ts';
import { useLibrary } from './library-store.ts';
import { useModels } from './models-store.ts';

interface NewModel {
  /** none: there are no files · reading them · inspecting them · open: `inspection` says what they hold · failed: they are no model. */
  readonly status: 'none' | 'reading' | 'inspecting' | 'open' | 'failed';
  /** The kept model whose settings are gone over; null: the files are new. */
  readonly editing: string | null;
  readonly progress: LoadProgress;
  readonly files: readonly BlobFile[];
  /** Whether files were added to those of the kept model. */
  readonly filesAdded: boolean;
  /** Names of files that are not to be taken into account, or were not even read. */
  readonly leftOut: readonly string[];
  readonly unread: readonly string[];
  /** Of the options as they are, or were a moment ago while `status` is 'inspecting'. */
  readonly inspection: ModelInspection | null;
  /** The last that were known: a problem does not empty the form. */
  readonly settled: SettledOptions | null;
  readonly options: ModelOptions;
  /** Part of the names of tensors that are looked for. */
  readonly tensorSearch: string;
  /** Why they are no model, or could not be loaded as one. */
  readonly error: LensErrorFields | null;
}

interface NewModelState extends NewModel {
  /** Reads and inspects files, and shows them in the library. */
  take(given: readonly GivenFile[] | Promise<readonly GivenFile[]>): Promise<void>;
  /** Files beside those there are, such as a vocabulary; one of the same name takes the other's place. */
  addFiles(given: readonly GivenFile[] | Promise<readonly GivenFile[]>): Promise<void>;
  /** Fetches the word index of Keras' IMDB reviews from where Keras fetches it, and adds it. Only once the person has asked for it. */
  fetchImdbIndex(): Promise<void>;
  /** Goes over a kept model's settings. */
  edit(id: string): Promise<void>;
  leaveOut(name: string, out: boolean): void;
  /** Inspects the files once more, as where the reader for them could not be fetched. */
  retry(): void;
  change(options: ModelOptions): void;
  searchTensors(text: string): void;
  /** Makes the files the model in use. @returns whether they are */
  use(): Promise<boolean>;
  cancel(): void;
}

const NONE: NewModel = {
  status: 'none',
  editing: null,
  progress: { loadedBytes: 0, totalBytes: 0 },
  files: [],
  filesAdded: false,
  leftOut: [],
  unread: [],
  inspection: null,
  settled: null,
  options: {},
  tensorSearch: '',
  error: null,
};

/** As keras.datasets.imdb.get_word_index has it; some 1.6 MB. */
const IMDB_INDEX: PublishedFile = {
  name: 'imdb_word_index.json',
  url: 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/imdb_word_index.json',
  sha256: null,
  maxBytes: 4 * 2 ** 20,
};

/** A pause in typing. */
const PAUSE_MS = 250;

let current: AbortController | undefined;

export const useNewModel = create<NewModelState>()((set, get) => {
  function begin(): AbortSignal {
    current?.abort();
    current = new AbortController();
    return current.signal;
  }

  async function inspect(pauseMs = 0): Promise<void> {
    const signal = begin();
    set({ status: 'inspecting', error: null });
    try {
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      signal.throwIfAborted();
      const { options, tensorSearch } = get();
      const inspection = await engine().inspect(signal, inspected(get()), tidy(options), tensorSearch, (progress) => {
        if (signal.aborted || !isBusy(get())) return;
        set({ status: progress.loadedBytes < progress.totalBytes ? 'reading' : 'inspecting', progress });
      });
      set({ status: 'open', inspection, settled: inspection.settled ?? get().settled });
    } catch (error) {
      if (!isAbort(error)) set({ status: 'failed', error: errorFields(error), inspection: null });
    }
  }

  /** What was there stays where the new files cannot be read. */
  async function addRead(read: (signal: AbortSignal) => Promise<readonly BlobFile[]>): Promise<void> {
    const signal = begin();
    set({ status: 'reading', error: null, progress: NONE.progress });
    try {
      const added = await read(signal);
      signal.throwIfAborted();
      const names = new Set(added.map(({ name }) => name));
      set({ files: [...get().files.filter(({ name }) => !names.has(name)), ...added], filesAdded: true });
    } catch (error) {
      if (isAbort(error)) return;
      set({ status: 'open', error: errorFields(error) });
      return;
    }
    await inspect();
  }

  return {
    ...NONE,
    async take(given) {
      const signal = begin();
      set({ ...NONE, status: 'reading' });
      useLibrary.getState().open();
      try {
        const { files, unread } = takeGiven(await given);
        signal.throwIfAborted();
        set({ files, unread });
        await inspect();
      } catch (error) {
        if (!isAbort(error)) set({ status: 'failed', error: errorFields(error) });
      }
    },

    async addFiles(given) {
      await addRead(async () => takeGiven(await given).files);
    },

    async fetchImdbIndex() {
      await addRead(async (signal) => {
        const show = ({ loadedBytes, totalBytes }: LoadProgress) => set({ progress: { loadedBytes, totalBytes } });
        return (await engine().download(signal, [IMDB_INDEX], show)).map(inBlob);
      });
    },

    async edit(id) {
      const model = useModels.getState().models.find((one) => one.id === id);
      if (!model) return;
      const signal = begin();
      set({ ...NONE, status: 'reading', editing: id, options: model.options });
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

    leaveOut(name, out) {
      const others = get().leftOut.filter((one) => one !== name);
      set({ leftOut: out ? [...others, name] : others });
      void inspect();
    },

    retry: () => void inspect(),

    change(options) {
      set({ options: { ...get().options, ...options } });
      void inspect(PAUSE_MS);
    },

    searchTensors(tensorSearch) {
      set({ tensorSearch });
      void inspect(PAUSE_MS);
    },

    async use() {
      const { inspection, editing, status } = get();
      if (status !== 'open' || !inspection || inspection.problem) return false;
      const options = tidy(get().options);
      try {
        const { files, filesAdded } = get();
        if (editing && !filesAdded) await useModels.getState().setOptions(editing, options);
        else {
          const { id, name } = await useModels.getState().add(usedFiles(files, inspection), options, 'files');
          if (editing && editing !== id) {
            // The model with its new files takes the place of the one without.
            await useModels.getState().remove(editing);
            useModels.setState({ removed: null, message: `“${name}” is in use, with the files that were added.` });
          }
        }
        set(NONE);
        return true;
      } catch (error) {
        if (!isAbort(error)) set({ error: errorFields(error) });
        // It is told beside the files.
        useModels.setState({ error: null });
        return false;
      }
    },

    cancel() {
      void engine().letGo(begin());
      set(NONE);
    },
  };
});

/** A report may come after the answer. */
function isBusy({ status }: Pick<NewModel, 'status'>): boolean {
  return status === 'reading' || status === 'inspecting';
}

function inspected({ files, leftOut }: Pick<NewModel, 'files' | 'leftOut'>): readonly BlobFile[] {
  return leftOut.length === 0 ? files : files.filter(({ name }) => !leftOut.includes(name));
}

/** Those that make the model; a zip's entries are not among what was given, and it is kept as it is. */
function usedFiles(files: readonly BlobFile[], inspection: ModelInspection): readonly BlobFile[] {
  const used = files.filter(({ name }) => inspection.files.includes(name));
  return used.length === inspection.files.length ? used : files;
}

/** Without what says nothing: an empty last line, an empty name. */
function tidy({ name, classes, ...rest }: ModelOptions): ModelOptions {
  const lines = classes?.map((line) => line.trim());
  while (lines?.at(-1) === '') lines.pop();
  return {
    ...rest,
    ...(name?.trim() ? { name: name.trim() } : {}),
    ...(lines && lines.length > 0 ? { classes: lines } : {}),
  };
}
