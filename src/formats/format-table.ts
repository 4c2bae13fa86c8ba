import type { ModelFile } from '../model/model-data.ts';
import { baseName, type InflateBudget, safetensorsNames } from './containers/index.ts';
import { pickLabels, pickVocabulary } from './pick-words.ts';
import { type NamedModelFiles, openKerasModel, openNamedModel, openNativeFolder, openReferenceFolder } from './programs/index.ts';
import type { ModelOptions, OpenedModel } from './settings/index.ts';

/** A file of a format. */
export interface FormatPart {
  /** For messages: its name, or the names it may have. */
  readonly label: string;
  /** Those of the files that may be it; more than one is an error. */
  readonly pick: (files: readonly ModelFile[]) => readonly ModelFile[];
  readonly optional?: boolean;
}

export interface ReadContext {
  /** The folder the files came from, where that is known. */
  readonly folderName: string | undefined;
  readonly options: ModelOptions;
  readonly budget: InflateBudget;
}

export interface Format {
  readonly label: string;
  readonly parts: readonly FormatPart[];
  /** Told by what the files hold, where two formats have the same names. */
  readonly fits: (files: readonly ModelFile[]) => boolean;
  /** `file` gives a part's file by the part's label. */
  readonly open: (file: (label: string) => ModelFile, context: ReadContext) => OpenedModel | Promise<OpenedModel>;
}

const NO_FILE: ModelFile = { name: '', bytes: new Uint8Array(0) };

const CONFIG = named('config.json');
const NATIVE_WEIGHTS = named('model.safetensors');
const NATIVE_NAME = /^((left|right)\.(weight|bias)_(ih|hh)|output\.(left|right)|embeddings)$/;

const NAMED_WEIGHTS: FormatPart = {
  label: 'one *.pt, *.pth, *.safetensors or *.npz',
  pick: (files) => files.filter(({ name }) => /\.(pt|pth|safetensors|npz)$/i.test(name)),
};

const KERAS_WEIGHTS: FormatPart = {
  label: 'one *.keras, *.h5 or *.hdf5',
  pick: (files) => files.filter(({ name }) => /\.(keras|h5|hdf5)$/i.test(name)),
};

const VOCABULARY: FormatPart = { label: 'a vocabulary', pick: pickVocabulary, optional: true };

const LABELS: FormatPart = { label: 'the classes’ names', pick: pickLabels, optional: true };

/** The one table of formats. */
export const FORMATS: readonly Format[] = [
  {
    label: 'native',
    parts: [CONFIG, NATIVE_WEIGHTS, named('vocab.txt')],
    fits: (files) => NATIVE_WEIGHTS.pick(files).every((file) => mayBeNative(file)),
    open: (file, { options }) =>
      openNativeFolder(
        {
          'config.json': file('config.json').bytes,
          'model.safetensors': file('model.safetensors').bytes,
          'vocab.txt': file('vocab.txt').bytes,
        },
        options,
      ),
  },
  {
    label: 'reference program',
    parts: [named('embeddings.npy'), named('model'), named('vocab')],
    fits: () => true,
    open: (file, { folderName = 'reference model', options }) =>
      openReferenceFolder(
        { 'embeddings.npy': file('embeddings.npy').bytes, model: file('model').bytes, vocab: file('vocab').bytes },
        folderName,
        options,
      ),
  },
  {
    label: 'PyTorch state_dict or named tensors',
    parts: [NAMED_WEIGHTS, VOCABULARY, LABELS, { ...CONFIG, optional: true }],
    fits: (files) => !NATIVE_WEIGHTS.pick(files).some(mayBeNative),
    open: (file, { options, budget }) => openNamedModel(namedModelFiles(file, NAMED_WEIGHTS), options, budget),
  },
  {
    label: 'Keras',
    parts: [KERAS_WEIGHTS, VOCABULARY, LABELS, { ...CONFIG, optional: true }],
    fits: () => true,
    open: (file, { options, budget }) => openKerasModel(namedModelFiles(file, KERAS_WEIGHTS), options, budget),
  },
];

/** Opens `chosen` files; a part that is not there is an empty file. */
export async function openFormat(
  format: Format,
  chosen: ReadonlyMap<string, ModelFile>,
  context: ReadContext,
): Promise<OpenedModel> {
  return format.open((label) => chosen.get(label) ?? NO_FILE, context);
}

function namedModelFiles(file: (label: string) => ModelFile, weights: FormatPart): NamedModelFiles {
  const [words, config, labels] = [file(VOCABULARY.label), file(CONFIG.label), file(LABELS.label)];
  return {
    weights: withBaseName(file(weights.label)),
    vocabulary: words === NO_FILE ? undefined : withBaseName(words),
    config: config === NO_FILE ? undefined : config,
    labels: labels === NO_FILE ? undefined : withBaseName(labels),
  };
}

function withBaseName({ name, bytes }: ModelFile): ModelFile {
  return { name: baseName(name), bytes };
}

function named(label: string): FormatPart {
  return { label, pick: (files) => files.filter((file) => baseName(file.name) === label) };
}

/** A damaged file called model.safetensors counts as native, whose reader says what is wrong with it. */
function mayBeNative(file: ModelFile): boolean {
  const names = safetensorsNames(file.bytes);
  return names === null || names.some((name) => NATIVE_NAME.test(name));
}
