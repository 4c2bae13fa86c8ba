import type {
  BlobFile,
  LensErrorFields,
  LoadProgress,
  MissingParts,
  ModelInspection,
  ModelOptions,
  NetworkFlow,
  SettledOptions,
  TakenFile,
} from '../../engine/protocol.ts';
import type { GivenFile } from './dropped-folders.ts';

/** Files on their way to becoming a model, or a kept model whose settings are gone over: what they hold, and what is said of them. */
export interface NewModel {
  /**
   * none: there are no files · reading them · inspecting them · open: `inspection` says what they hold · partial: something is `missing` ·
   * failed: they are no model.
   */
  readonly status: 'none' | 'reading' | 'inspecting' | 'open' | 'partial' | 'failed';
  /** The kept model whose settings are gone over; null: the files are new. */
  readonly editing: string | null;
  readonly progress: LoadProgress;
  readonly files: readonly BlobFile[];
  /** What each file was taken for, one a file; fewer while they are looked at. */
  readonly given: readonly TakenFile[];
  /** Whether they are others than those of the kept model. */
  readonly filesChanged: boolean;
  /** Names of files that were not even read. */
  readonly unread: readonly string[];
  /** Replaced files to others given later, or that were of no use beside those there are; a sentence each. */
  readonly exchanged: readonly string[];
  /** What was there before files gave way; null: none did. */
  readonly before: Pick<NewModel, 'files' | 'options' | 'editing'> | null;
  readonly missing: MissingParts | null;
  /** Whether the person goes on without a vocabulary: words are ids. */
  readonly withoutWords: boolean;
  /** Of the options as they are, or were a moment ago while `status` is 'inspecting'. */
  readonly inspection: ModelInspection | null;
  /** The last that were known: a problem does not empty the form. */
  readonly settled: SettledOptions | null;
  readonly network: Network | null;
  readonly options: ModelOptions;
  /** Part of the names of tensors that are looked for. */
  readonly tensorSearch: string;
  /** Scores of the model's own program, as typed or in a file, against which it is held once it is in use; '': none. */
  readonly references: string | File;
  /** Why they are no model, could not be loaded as one, or could not be read. */
  readonly error: LensErrorFields | null;
}

interface Network {
  readonly layers: NonNullable<ModelInspection['layers']>;
  readonly flow: NetworkFlow;
}

export interface NewModelState extends NewModel {
  /** Reads and inspects files, and shows them in the library: beside those that are there already, if there are any. */
  take(given: readonly GivenFile[] | Promise<readonly GivenFile[]>): Promise<void>;
  /** Fetches the word index of Keras' IMDB reviews from where Keras fetches it, and adds it. Only once the person has asked for it. */
  fetchImdbIndex(): Promise<void>;
  /** Goes over a kept model's settings. */
  edit(id: string): Promise<void>;
  /** Without its last file the form is closed. */
  removeFile(file: BlobFile): void;
  /** Those back that gave way, in the place of what came for them. */
  undoExchange(): void;
  goOnWithoutWords(): void;
  /** Inspects the files once more, as where the reader for them could not be fetched. */
  retry(): void;
  change(options: ModelOptions): void;
  /** Says what the files leave open of the network. */
  choose(key: string, value: string): void;
  searchTensors(text: string): void;
  giveReferences(references: string | File): void;
  /** Makes the files the model in use. @returns whether they are */
  use(): Promise<boolean>;
  cancel(): void;
}

export const NONE: NewModel = {
  status: 'none',
  editing: null,
  progress: { loadedBytes: 0, totalBytes: 0 },
  files: [],
  given: [],
  filesChanged: false,
  unread: [],
  exchanged: [],
  before: null,
  missing: null,
  withoutWords: false,
  inspection: null,
  settled: null,
  network: null,
  options: {},
  tensorSearch: '',
  references: '',
  error: null,
};
