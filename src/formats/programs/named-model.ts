/** Models as named tensors beside a vocabulary: PyTorch's state_dict (.pt, .pth), .safetensors and .npz, with or without a config.json. */
import { LensError } from '../../model/errors.ts';
import type { ModelFile } from '../../model/model-data.ts';
import { formatError, listing, type NamedTensors } from '../basics/index.ts';
import { type InflateBudget, openSafetensors, readNpz, refuseMislabelled } from '../containers/index.ts';
import type { RoleMapping } from '../roles/index.ts';
import { checkSaidSizes, type ModelOptions, type OpenedModel, parsePartialConfig } from '../settings/index.ts';
import {
  labelsWithin,
  type ReadingContext,
  type ReadVocabulary,
  readLabels,
  readVocabulary,
  type WordsWithin,
  wordsWithin,
  wordsWithoutVocabulary,
} from '../vocabularies/index.ts';
import { findRoles } from './find-roles.ts';
import { firstRows } from './first-rows.ts';
import { isTold, openNetwork } from './named-network.ts';
import { openPlan, type PlannedFile } from './planned-network.ts';
import { type NamedWeights, openPytorchWeights } from './pytorch-model.ts';
import { planOfRoles } from './role-plan.ts';
import { SUPPORTED_LAYERS } from './torch-parts.ts';
import { tellsLayers } from './weighty-tensors.ts';

export interface NamedModelFiles {
  readonly weights: ModelFile;
  /** undefined: words are called by their ids. */
  readonly vocabulary: ModelFile | undefined;
  readonly config: ModelFile | undefined;
  /** The classes' names in a file of their own. */
  readonly labels: ModelFile | undefined;
}

/** A file that holds tensors alone. */
const BARE = { modules: [], weights: null, beside: null, refusal: null, notes: [] } as const;

/** The tensors of a .pt, .pth, .bin, .safetensors or .npz file. Throws ModelFormatError. */
function readNamedTensors(file: ModelFile, options: ModelOptions, budget?: InflateBudget): NamedWeights {
  const { name, bytes } = file;
  if (/\.npz$/i.test(name)) {
    refuseMislabelled(bytes, name, 'npz', 'zip');
    return { ...BARE, format: 'NumPy arrays (.npz)', tensors: readNpz(bytes, name, budget) };
  }
  if (/\.safetensors$/i.test(name)) {
    refuseMislabelled(bytes, name, 'safetensors');
    return { ...BARE, format: 'safetensors', tensors: openSafetensors(bytes, name) };
  }
  refuseMislabelled(bytes, name, 'torch', 'zip', 'pickle');
  return openPytorchWeights(file, options, budget);
}

/** File names are base names. Throws ModelFormatError where a file is malformed. */
export function openNamedModel(files: NamedModelFiles, options: ModelOptions, budget?: InflateBudget): OpenedModel {
  const said = files.config === undefined ? {} : parsePartialConfig(files.config.bytes);
  const { name, bytes } = files.weights;
  const read: NamedWeights = readNamedTensors(files.weights, options, budget);
  const { tensors } = read;
  const { refusal } = read;
  if (refusal !== null) {
    const file = { format: read.format, notes: read.notes, name, bytes, vocabulary: null, labels: null, said };
    return openPlan(file, () => refusal, options);
  }
  const transformer = transformerIn(tensors, name);
  if (transformer !== null && Object.keys(options.mapping ?? {}).length === 0) {
    const file = { format: read.format, notes: read.notes, name, bytes, vocabulary: null, labels: null, said };
    return openPlan(file, () => transformer, options);
  }
  const labels = labelsIn(files) ?? labelsWithin(read.beside, name);
  if (isTold(tensors, options)) {
    const reread = (others: ModelOptions) => readNamedTensors(files.weights, others, budget);
    const network = { weights: files.weights, read, reread, words: wordsOf(files, read), labels, said };
    return openNetwork(network, options);
  }
  const embedding = options.mapping?.embedding?.replace(/\[:\d+\]$/, '') ?? embeddingByName(tensors);
  const rows = embedding === null ? undefined : tensors.get(embedding)?.shape[0];
  const vocabulary = readWords(wordsOf(files, read), name, { rows, idShift: options.idShift });
  const fitted = firstRows({ tensors, roles: embedding === null ? {} : { embedding } }, vocabulary.words.length);
  const table =
    vocabulary.vectors === null || embedding !== null ? fitted : withVectors(tensors, vocabulary, files.vocabulary?.name ?? '');
  const file = { format: read.format, notes: read.notes, name, bytes, vocabulary, labels, said };
  return openByRoles(file, table.tensors, table.suggested, options);
}

/** How Transformers of Hugging Face and others call their attention. */
const TRANSFORMER =
  /(^|[._])((self_?attn|self_?attention|attention\.self|attention)[._](query(_key_value)?|[qkv]_(proj|lin)|in_proj_weight)|attn\.c_attn|SelfAttention\.[qkv])([._]|$)/;

/** What says that the tensors are a Transformer's; null: nothing does. */
function transformerIn(tensors: NamedTensors, file: string): LensError | null {
  const found = [...tensors.keys()].filter((name) => TRANSFORMER.test(name));
  if (found.length === 0 || tellsLayers(tensors)) return null;
  return formatError(file, 'is a Transformer, which has no recurrent layer', {
    expected: SUPPORTED_LAYERS,
    found: listing(found),
    advice: 'Relevance is computed here for recurrent networks alone.',
  });
}

/** A file of words, or else those that stand beside the weights in theirs. */
function wordsOf({ vocabulary, weights }: NamedModelFiles, { beside }: NamedWeights): WordsWithin | null {
  if (vocabulary === undefined) return wordsWithin(beside, weights.name);
  const { name, bytes } = vocabulary;
  return { name, read: (context) => readVocabulary(bytes, name, context) };
}

/** The vocabulary; without one there must be an embedding, whose rows are its words. `file` names the weights. */
function readWords(words: WordsWithin | null, file: string, context: ReadingContext): ReadVocabulary {
  if (words !== null) return words.read(context);
  if (context.rows !== undefined) return wordsWithoutVocabulary(context.rows);
  throw formatError('files', 'are not a whole model', {
    expected: 'a vocabulary, or an embedding whose rows are its words',
    found: file,
    advice: 'Missing: a vocabulary.',
  });
}

/** The names in the file of the classes' names, if there is one. */
export function labelsIn({ labels }: NamedModelFiles): readonly string[] | null {
  return labels === undefined ? null : readLabels(labels.bytes, labels.name);
}

/** The one matrix that is called an embedding, or null. */
function embeddingByName(tensors: NamedTensors): string | null {
  const found = [...tensors].filter(
    ([name, { shape }]) =>
      shape.length === 2 && /(^|[._/])(emb|embed|embeddings?|embedding_layer|word_embeddings?)([._/]|$)/i.test(name),
  );
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

/** Where the weights have no embedding, the vectors of the words are it. */
function withVectors(
  tensors: NamedTensors,
  { vectors }: ReadVocabulary,
  file: string,
): { tensors: NamedTensors; suggested: RoleMapping } {
  if (vectors === null) return { tensors, suggested: {} };
  return { tensors: new Map([...tensors, [file, vectors]]), suggested: { embedding: file } };
}

/** Roles found in tensors of PyTorch's shapes (TENSOR_ROLES); the user's mapping goes before those that the format suggests. */
function openByRoles(file: PlannedFile, tensors: NamedTensors, suggested: RoleMapping, options: ModelOptions): OpenedModel {
  const { ignored, ignoreOthers } = options;
  const mapping = { ...unclaimed(suggested, options), ...options.mapping };
  const vocabularySize = file.vocabulary?.words.length ?? 0;
  const found = findRoles(tensors, { mapping, ignored, ignoreOthers, vocabularySize }, file.name);
  const { assignment } = found;
  const planner = () => {
    if (assignment instanceof LensError) throw assignment;
    checkSaidSizes(file.said, assignment);
    return planOfRoles(tensors, assignment);
  };
  const notes = [...(file.notes ?? []), ...found.notes];
  return openPlan({ ...file, tensors: found.numbers, roles: Object.fromEntries(found.names), notes }, planner, options);
}

/** The suggestions whose tensors the user has not given another place. */
function unclaimed(suggested: RoleMapping, { mapping = {}, ignored = [] }: ModelOptions): RoleMapping {
  const claimed = new Set([...Object.values(mapping), ...ignored]);
  return Object.fromEntries(Object.entries(suggested).filter(([, name]) => !claimed.has(name)));
}
