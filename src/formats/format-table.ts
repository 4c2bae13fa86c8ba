import type { ModelFile } from '../model/model-data.ts';
import { loadReader } from './basics/index.ts';
import { baseName, type InflateBudget, kindOfContent, kindOfJson, safetensorsNames } from './containers/index.ts';
import { isOfNumbers, type NamedModelFiles, openNativeFolder } from './programs/index.ts';
import type { FileRole, ModelOptions, OpenedModel } from './settings/index.ts';

/** A file of a format. */
export interface FormatPart {
  /** For messages: its name, or the names it may have. */
  readonly label: string;
  readonly role: FileRole;
  /** Whether it may be several files; else more than one is an error. */
  readonly many?: boolean;
  /** Those of the files that may be it. */
  readonly pick: (files: readonly ModelFile[]) => readonly ModelFile[];
  /** Which of those it is by what they hold, where their names do not tell. */
  readonly choose?: (picked: readonly ModelFile[]) => Promise<readonly ModelFile[]>;
  /** Whether a model may do without it; where that depends, of which files. */
  readonly optional?: boolean | ((files: readonly ModelFile[]) => boolean);
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
  /** `file` gives a part's file by the part's label, `all` all of a part that may be several. */
  readonly open: (
    file: (label: string) => ModelFile,
    context: ReadContext,
    all: (label: string) => readonly ModelFile[],
  ) => OpenedModel | Promise<OpenedModel>;
}

const NO_FILE: ModelFile = { name: '', bytes: new Uint8Array(0) };

const CONFIG = named('config.json', 'config');
const NATIVE_WEIGHTS = named('model.safetensors', 'weights');
const NATIVE_NAME = /^((left|right)\.(weight|bias)_(ih|hh)|output\.(left|right)|embeddings|layers\.\d+\..*)$/;
/** A model that reads numbers has no words. */
const VOCABULARY_TEXT: FormatPart = { ...named('vocab.txt', 'vocabulary'), optional: readsNumbers };

const REFERENCE_PARTS = [named('embeddings.npy', 'embeddings'), named('model', 'weights'), named('vocab', 'vocabulary')];

const NAMED_WEIGHTS: FormatPart = {
  label: 'one *.pt, *.pth, *.bin, *.safetensors or *.npz',
  role: 'weights',
  pick: (files) => weightsAmong(files, /\.(pt|pth|safetensors|npz)$/i, 'torch'),
  choose: async (picked) => (await loadPicker()).pickWeights(picked),
};

const KERAS_WEIGHTS: FormatPart = {
  label: 'one *.keras, *.h5 or *.hdf5',
  role: 'weights',
  pick: (files) => weightsAmong(files, /\.(keras|h5|hdf5)$/i, 'hdf5'),
};

/** The layers of a Keras model in a file of their own. */
const KERAS_LAYERS: FormatPart = {
  label: 'model.json',
  role: 'layers',
  pick: (files) => files.filter((file) => kindOfJson(file) === 'keras'),
  optional: true,
};

const TFJS_MODEL: FormatPart = {
  label: 'model.json of TensorFlow.js',
  role: 'layers',
  pick: (files) => files.filter((file) => kindOfJson(file) === 'tfjs'),
};

const TFJS_SHARDS: FormatPart = {
  label: 'its group*-shard*of*.bin',
  role: 'weights',
  many: true,
  pick: (files) => {
    const named = new Set(TFJS_MODEL.pick(files).flatMap(namedShards));
    return files.filter(({ name }) => named.has(baseName(name)) || /(^|\/)group\d+-shard\d+of\d+(\.bin)?$/.test(name));
  },
};

/** What a config.json of ours says; Keras has one too. */
const OUR_CONFIG: FormatPart = {
  ...CONFIG,
  pick: (files) => CONFIG.pick(files).filter((file) => kindOfJson(file) === null),
  optional: true,
};

export const VOCABULARY: FormatPart = {
  label: 'a vocabulary',
  role: 'vocabulary',
  pick: mayHoldWords,
  choose: async (picked) => (await loadPicker()).pickVocabulary(picked),
  optional: true,
};

const LABELS: FormatPart = {
  label: 'the classes’ names',
  role: 'labels',
  pick: mayHoldWords,
  choose: async (picked) => (await loadPicker()).pickLabels(picked),
  optional: true,
};

function loadPicker() {
  return loadReader('reader of vocabularies', () => import('./pick-words.ts'));
}

/** The one table of formats. What reads those of other programs is loaded when their files come: the page’s own model is native. */
export const FORMATS: readonly Format[] = [
  {
    label: 'native',
    parts: [CONFIG, NATIVE_WEIGHTS, VOCABULARY_TEXT],
    fits: (files) => NATIVE_WEIGHTS.pick(files).every((file) => mayBeNative(file)),
    open: openNative,
  },
  {
    label: 'reference program',
    parts: REFERENCE_PARTS,
    fits: () => true,
    async open(file, { folderName = 'reference model', options }) {
      const reader = 'reader of the reference program’s files';
      const { openReferenceFolder } = await loadReader(reader, () => import('./programs/reference-folder.ts'));
      return openReferenceFolder(
        { 'embeddings.npy': file('embeddings.npy').bytes, model: file('model').bytes, vocab: file('vocab').bytes },
        folderName,
        options,
      );
    },
  },
  {
    label: 'PyTorch state_dict or named tensors',
    parts: [NAMED_WEIGHTS, VOCABULARY, LABELS, { ...CONFIG, optional: true }],
    fits: (files) => !NATIVE_WEIGHTS.pick(files).some(mayBeNative),
    async open(file, { options, budget }) {
      const reader = 'reader of PyTorch files and named tensors';
      const { openNamedModel } = await loadReader(reader, () => import('./programs/named-model.ts'));
      return openNamedModel(namedModelFiles(file, NAMED_WEIGHTS), options, budget);
    },
  },
  {
    label: 'Keras',
    parts: [KERAS_WEIGHTS, KERAS_LAYERS, VOCABULARY, LABELS, OUR_CONFIG],
    fits: () => true,
    async open(file, { options, budget }) {
      const { openKerasModel } = await loadReader('reader of Keras models', () => import('./programs/keras-model.ts'));
      const layers = file(KERAS_LAYERS.label);
      const beside = layers === NO_FILE ? undefined : withBaseName(layers);
      return openKerasModel(namedModelFiles(file, KERAS_WEIGHTS), beside, options, budget);
    },
  },
  {
    label: 'TensorFlow.js',
    parts: [TFJS_MODEL, TFJS_SHARDS, VOCABULARY, LABELS, OUR_CONFIG],
    fits: () => true,
    async open(file, { options }, all) {
      const { openTfjsModel } = await loadReader('reader of TensorFlow.js models', () => import('./programs/tfjs-model.ts'));
      return openTfjsModel(namedModelFiles(file, TFJS_MODEL), all(TFJS_SHARDS.label), options);
    },
  },
];

function openNative(file: (label: string) => ModelFile, { options }: ReadContext): OpenedModel {
  const bytes = (label: string) => file(label).bytes;
  const folder = { 'config.json': bytes('config.json'), 'model.safetensors': bytes('model.safetensors') };
  return openNativeFolder({ ...folder, 'vocab.txt': bytes('vocab.txt') }, options);
}

function readsNumbers(files: readonly ModelFile[]): boolean {
  return CONFIG.pick(files).some(({ bytes }) => isOfNumbers(bytes));
}

/** Opens `chosen` files; a part that is not there is an empty file. */
export async function openFormat(
  format: Format,
  chosen: ReadonlyMap<string, readonly ModelFile[]>,
  context: ReadContext,
): Promise<OpenedModel> {
  return format.open(
    (label) => chosen.get(label)?.[0] ?? NO_FILE,
    context,
    (label) => chosen.get(label) ?? [],
  );
}

/** Of as much of the manifest as can be read; its reader says what is wrong with it. */
function namedShards({ bytes }: ModelFile): string[] {
  const paths = new TextDecoder().decode(bytes).matchAll(/"paths"\s*:\s*\[([^[\]]*)\]/g);
  return [...paths].flatMap(([, list = '']) => [...list.matchAll(/"([^"]+)"/g)].map(([, path = '']) => baseName(path)));
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

const WORDS =
  /\.(txt|json|pkl|pickle|p|joblib|dill|sav|vec|vocab)$|(vocab|word_?(2|to)?_?(id|ix|index|int)|token|stoi|itos)[^\\/]*\.(csv|tsv)$/i;
const TORCH = /\.(pt|pth)$/i;
const OTHER_TEXTS =
  /^(config\.json|package(-lock)?\.json|tsconfig.*|requirements.*|readme.*|licen[cs]e.*|.*history.*|.*metrics.*|tokenizer_config\.json|special_tokens_map\.json)$/i;

/** Beside weights what torch.save wrote may be words as well. */
function mayHoldWords(files: readonly ModelFile[]): readonly ModelFile[] {
  const isBesideWeights = [NAMED_WEIGHTS, KERAS_WEIGHTS, TFJS_MODEL].flatMap((part) => part.pick(files)).length > 1;
  const mayBeWords = (name: string) => WORDS.test(name) || (isBesideWeights && TORCH.test(name));
  return files.filter((file) => mayBeWords(file.name) && !OTHER_TEXTS.test(baseName(file.name)) && kindOfJson(file) === null);
}

function named(label: string, role: FileRole): FormatPart {
  return { label, role, pick: (files) => files.filter((file) => baseName(file.name) === label) };
}

/** Names that say nothing of the program, or of several: pytorch_model.bin, epoch=3.ckpt, best.pth.tar, params.pkl, weights.hdf, state. */
const ANY_WEIGHTS =
  /(^|[\\/])[^.\\/]+$|\.(bin|ckpt|tar|pkl|pickle|p|model|mdl|dat|data|th|net|weights|params|hdf|pt|pth|h5|hdf5)$/i;

/** Whichever program's a name says: people call the one's files as the other's. */
const OF_EITHER = /\.(pt|pth|h5|hdf5)$/i;

/** Told by the name, unless a file is plainly of the other kind; by what it holds where the name does not tell. */
function weightsAmong(files: readonly ModelFile[], named: RegExp, kind: 'torch' | 'hdf5'): readonly ModelFile[] {
  const ofReference = new Set(REFERENCE_PARTS.flatMap((part) => part.pick(files)));
  const isWhole = REFERENCE_PARTS.every((part) => part.pick(files).length > 0);
  return files.filter((file) => {
    if (!named.test(file.name) && (!ANY_WEIGHTS.test(file.name) || (isWhole && ofReference.has(file)))) return false;
    const found = kindOfContent(file.bytes);
    const isOther = OF_EITHER.test(file.name) && (found === 'torch' || found === 'hdf5');
    return found === kind || (named.test(file.name) && !isOther);
  });
}

/** A damaged file called model.safetensors counts as native, whose reader says what is wrong with it. */
function mayBeNative(file: ModelFile): boolean {
  const names = safetensorsNames(file.bytes);
  return names === null || names.some((name) => NATIVE_NAME.test(name));
}
