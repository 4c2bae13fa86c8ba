/** The user's own file of sentences: its bytes are kept for the session, so that it can be read in another way at any time. */
import { create } from 'zustand';
import {
  areSameClasses,
  type LensErrorFields,
  type SentenceFile,
  type SentenceOptions,
  type SentenceTable,
  type SettledSentences,
} from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { useModel } from '../models/index.ts';
import { labelClasses } from './class-marks.ts';

/** What the user has said of a file. */
type ReadingOptions = Omit<SentenceOptions, 'classes'>;

/** A file that has been read. */
export interface ReadFile {
  readonly file: SentenceFile;
  readonly options: ReadingOptions;
  readonly table: SentenceTable;
  /** The model's, which the labels were read for. */
  readonly classes: readonly string[];
}

interface SentenceFileState {
  readonly status: 'none' | 'reading' | 'read' | 'failed';
  /** The file as it was last given, and what was said of it: `read` may still be another one, or another reading. */
  readonly file: SentenceFile | null;
  readonly options: ReadingOptions;
  /** How it was read, or would be but for `error`; null: not even that is known. */
  readonly settled: SettledSentences | null;
  readonly error: LensErrorFields | null;
  /** The last that went well: the example set 'file'. */
  readonly read: ReadFile | null;
  take(file: SentenceFile): Promise<void>;
  /** Reads the file in another way. Of another format, or another sheet, the columns are found out anew. */
  change(options: ReadingOptions): Promise<void>;
  /** Reads it in the same way once more, as where the reader for it could not be fetched. */
  retry(): void;
  /** Back to what was read last. */
  giveUp(): void;
  /** To be called once another model is in use. */
  followModel(): Promise<void>;
}

let current: AbortController | undefined;

function begin(): AbortSignal {
  current?.abort();
  current = new AbortController();
  return current.signal;
}

export const useSentenceFile = create<SentenceFileState>()((set, get) => {
  async function read(): Promise<void> {
    const { file, options } = get();
    if (!file) return;
    const signal = begin();
    const classes = classesInUse();
    set({ status: 'reading', error: null });
    try {
      const table = await engine().readSentences(signal, file, { ...options, classes });
      set({ status: 'read', settled: table.settled, read: { file, options, table, classes } });
      // A model may have come while the file was read.
      await get().followModel();
    } catch (error) {
      if (isAbort(error)) return;
      set({ status: 'failed', error: errorFields(error) });
    }
  }

  return {
    status: 'none',
    file: null,
    options: {},
    settled: null,
    error: null,
    read: null,

    async take(file) {
      set({ file, options: {}, settled: null });
      await read();
    },

    async change(options) {
      const { options: before } = get();
      const { text, label, header, labels, ...ofFile } = before;
      const isOther = options.format !== undefined || options.sheet !== undefined;
      set({ options: { ...(isOther ? ofFile : before), ...options } });
      await read();
    },

    retry: () => void read(),

    giveUp() {
      begin();
      const { read: last } = get();
      const kept = last
        ? { file: last.file, options: last.options, settled: last.table.settled }
        : { file: null, options: {}, settled: null };
      set({ ...kept, status: last ? 'read' : 'none', error: null });
    },

    async followModel() {
      const { status, read: last } = get();
      if (status === 'failed') return read();
      const classes = classesInUse();
      if (status !== 'read' || !last || areSameClasses(last.classes, classes)) return;
      const signal = begin();
      try {
        const table = await engine().readSentences(signal, last.file, { ...last.options, classes });
        set({ settled: table.settled, read: { ...last, table, classes } });
      } catch (error) {
        if (!isAbort(error)) set({ status: 'failed', error: errorFields(error) });
      }
    },
  };
});

function classesInUse(): readonly string[] {
  const { info } = useModel.getState();
  return info ? labelClasses(info) : [];
}
