/** The person's own file of sequences: its bytes are kept for the session, so that it can be read in another way at any time. */
import { create } from 'zustand';
import {
  noScaling,
  type Scaling,
  type SequenceFile,
  type SequenceOptions,
  type SequenceTable,
  typedScaling,
} from '../../engine/numbers-protocol.ts';
import type { LensErrorFields } from '../../engine/protocol.ts';
import { engine, errorFields, isAbort } from '../engine.ts';
import { digestOf } from '../hash-of.ts';
import { useModel } from '../models/index.ts';

/** What the person says of a file; the rest is the model's. */
type ReadingOptions = Omit<SequenceOptions, 'width' | 'features'>;

/** Where the scaling comes from, as it was given. */
export type ScalingChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly file: SequenceFile }
  | { readonly kind: 'typed'; readonly means: string; readonly deviations: string }
  /** A scaler's figures, as a link holds them. */
  | { readonly kind: 'linked'; readonly scaling: Scaling };

/** A file and where it is from. */
export interface GivenSequences {
  readonly file: SequenceFile;
  readonly sha256: string;
  /** The folder of the model that it is an example of; null: it is the person's own. */
  readonly site: string | null;
  /** What one should see with it. */
  readonly see: string | null;
}

interface NumbersFileState {
  /** Whether sequences of a file are shown, rather than rows that are typed. */
  readonly isShown: boolean;
  readonly file: SequenceFile | null;
  readonly sha256: string | null;
  readonly site: string | null;
  /** How many were given: the fields of a new one are empty. */
  readonly given: number;
  /** What one should see with the file. */
  readonly see: string | null;
  readonly options: ReadingOptions;
  readonly status: 'none' | 'reading' | 'read' | 'failed';
  readonly error: LensErrorFields | null;
  /** The last that went well. */
  readonly table: SequenceTable | null;
  readonly scalingChoice: ScalingChoice;
  readonly scaling: Scaling | null;
  readonly scalingError: LensErrorFields | null;
  show(isShown: boolean): void;
  /** @param example of an example that comes with the page: its model's folder, and what one should see */
  take(file: File, example?: Pick<GivenSequences, 'site' | 'see'>): Promise<void>;
  /** Shows sequences as a link says; what is read in that way already is not read again. */
  open(given: GivenSequences, options: ReadingOptions, scalingChoice: ScalingChoice): Promise<void>;
  /** Holds a file that cannot be read yet. */
  keep(given: GivenSequences): void;
  /** Text whose characters or words become vectors. */
  takeText(text: string, options: ReadingOptions): Promise<void>;
  change(options: ReadingOptions): Promise<void>;
  setScaling(choice: ScalingChoice): Promise<void>;
  /** Reads and scales once more, as for another model. */
  refresh(): Promise<void>;
}

let current: AbortController | undefined;

export const useNumbersFile = create<NumbersFileState>()((set, get) => {
  async function read(): Promise<void> {
    const { file, options } = get();
    const { info } = useModel.getState();
    if (!file || info?.input !== 'numbers') return;
    current?.abort();
    current = new AbortController();
    const { signal } = current;
    set({ status: 'reading', error: null });
    try {
      const { embeddingSize: width, features } = info;
      const table = await engine().readSequences(signal, file, { ...options, width, features });
      set({ table, status: 'read' });
    } catch (error) {
      if (!isAbort(error)) set({ status: 'failed', error: errorFields(error) });
    }
  }

  async function scale(): Promise<void> {
    const { scalingChoice } = get();
    const { info } = useModel.getState();
    if (info?.input !== 'numbers') return;
    try {
      const scaling = await scalingOf(scalingChoice, info.embeddingSize);
      if (get().scalingChoice === scalingChoice) set({ scaling, scalingError: null });
    } catch (error) {
      if (!isAbort(error)) set({ scalingError: errorFields(error) });
    }
  }

  return {
    isShown: false,
    file: null,
    sha256: null,
    site: null,
    given: 0,
    see: null,
    options: {},
    status: 'none',
    error: null,
    table: null,
    scalingChoice: { kind: 'none' },
    scaling: null,
    scalingError: null,

    show: (isShown) => set({ isShown }),

    async take(file, example = { site: null, see: null }) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      get().keep({ file: { name: file.name, bytes }, sha256: await digestOf(bytes), ...example });
      await get().refresh();
    },

    async open(given, options, scalingChoice) {
      const before = get();
      const isSame = before.sha256 === given.sha256 && isAlike(before.options, options) && before.status === 'read';
      if (isSame) set({ isShown: true, ...given, file: before.file, scalingChoice });
      else get().keep(given);
      set({ options, scalingChoice });
      await Promise.all([isSame ? null : read(), scale()]);
    },

    keep(given) {
      set({ isShown: true, ...given, options: {}, table: null, status: 'none', error: null, given: get().given + 1 });
    },

    async takeText(text, options) {
      const bytes = new TextEncoder().encode(text);
      // A link names the vectors too.
      if (options.vectors?.kind === 'words') await digestOf(options.vectors.file.bytes);
      get().keep({ file: { name: 'text', bytes }, sha256: await digestOf(bytes), site: null, see: null });
      set({ options });
      await get().refresh();
    },

    async change(options) {
      set({ options: { ...get().options, ...options } });
      await read();
    },

    async setScaling(choice) {
      set({ scalingChoice: choice });
      await scale();
    },

    async refresh() {
      await Promise.all([read(), scale()]);
    },
  };
});

async function scalingOf(choice: ScalingChoice, width: number): Promise<Scaling> {
  if (choice.kind === 'none') return noScaling(width);
  if (choice.kind === 'linked') return choice.scaling;
  if (choice.kind === 'typed') return typedScaling(choice.means, choice.deviations, width);
  return engine().readScaler(new AbortController().signal, choice.file, width);
}

/** Word vectors are the same where their file is. */
function isAlike(one: ReadingOptions, other: ReadingOptions): boolean {
  const words = [one, other].map(({ vectors }) => (vectors?.kind === 'words' ? vectors.file : null));
  const rest = [one, other].map((options) => JSON.stringify(options, (key, value) => (key === 'bytes' ? undefined : value)));
  return words[0] === words[1] && rest[0] === rest[1];
}
