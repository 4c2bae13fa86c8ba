/** Named tensors whose names tell the layers, as PyTorch's do: a plan, and the vocabulary that goes with it. */
import { LensError } from '../../model/errors.ts';
import type { ModelFile } from '../../model/model-data.ts';
import { formatError, type NamedTensors, orLensError, shorten, type TensorSource } from '../basics/index.ts';
import type { RoleMapping, TensorRole } from '../roles/index.ts';
import { checkSaidSizes, type ModelOptions, type NetworkPlan, type OpenedModel, type PartialConfig } from '../settings/index.ts';
import { type ReadVocabulary, type WordsWithin, wordsWithoutVocabulary } from '../vocabularies/index.ts';
import { findRoles } from './find-roles.ts';
import { openPlan } from './planned-network.ts';
import type { NamedWeights } from './pytorch-model.ts';
import { wantedWeights } from './torch-choices.ts';
import type { NamedFile } from './torch-parts.ts';
import { planTorch } from './torch-plan.ts';
import { leftAlone, leftAloneNotes, tellsLayers } from './weighty-tensors.ts';

/** Roles that say no more than where the network begins and ends. */
const ENDS: readonly string[] = ['embedding'];

/** Whether the names say what the layers are, and nobody says it in another way. */
export function isTold(tensors: NamedTensors, { mapping = {} }: ModelOptions): boolean {
  const roles = Object.entries(mapping).filter(([, tensor]) => tensor !== undefined);
  return tellsLayers(tensors) && roles.every(([role, tensor]) => ENDS.includes(role) && tensor !== null);
}

interface NetworkFiles {
  readonly weights: ModelFile;
  readonly read: NamedWeights;
  /** Others of several weights in the file. Throws a ModelFormatError. */
  readonly reread: (options: ModelOptions) => NamedWeights;
  /** null: there are none. */
  readonly words: WordsWithin | null;
  /** The classes' names. */
  readonly labels: readonly string[] | null;
  readonly said: PartialConfig;
}

export function openNetwork(files: NetworkFiles, options: ModelOptions): OpenedModel {
  const { read, said, weights } = files;
  const file: NamedFile = {
    name: weights.name,
    tensors: read.tensors,
    modules: read.modules,
    weights: read.weights,
    embedding: options.mapping?.embedding?.replace(/\[:\d+\]$/, '') ?? null,
  };
  const { plan, vocabulary, vectors, refusal, notes } = withWords(file, files.words, options);
  const planner = (others: ModelOptions) => {
    const again = refusal ?? planTorch(withVectors(othersOf(file, files, options, others), vectors), others);
    return again instanceof LensError ? again : checkPlan(again, vocabulary, file, said);
  };
  const { mapping, ignored, ignoreOthers } = options;
  const roles = plan instanceof LensError ? rolesSoFar(file, vocabulary, options) : rolesOf(plan);
  const isByHand = [mapping, ignored].some((given) => Object.keys(given ?? {}).length > 0) || ignoreOthers === true;
  return openPlan(
    {
      format: read.format,
      name: weights.name,
      bytes: weights.bytes,
      vocabulary,
      labels: files.labels,
      said: { ...paddingOf(read, vocabulary), ...said },
      tensors:
        isByHand || Object.keys(roles ?? {}).length > 0
          ? new Map([...read.tensors].filter(([, { kind }]) => kind !== 'none'))
          : null,
      roles: roles ?? {},
      notes: [...read.notes, ...leftAloneNotes(leftAlone(read.tensors)), ...notes],
    },
    planner,
    options,
  );
}

/** The file with the weights that other options take of it. */
function othersOf(file: NamedFile, { reread }: NetworkFiles, before: ModelOptions, options: ModelOptions): NamedFile {
  if (wantedWeights(options) === wantedWeights(before)) return file;
  const { tensors, modules, weights } = reread(options);
  return { ...file, tensors, modules, weights };
}

/** Where there is no embedding, the vectors of the words are it. */
function withVectors(file: NamedFile, vectors: Vectors | null): NamedFile {
  if (vectors === null) return file;
  return { ...file, tensors: new Map([...file.tensors, [vectors.name, vectors.source]]), embedding: vectors.name };
}

interface Vectors {
  readonly name: string;
  readonly source: TensorSource;
}

/** The words of the file, else those that the embedding's rows are called by; what their vectors are is the embedding where there is none. */
function withWords(
  file: NamedFile,
  given: WordsWithin | null,
  options: ModelOptions,
): {
  readonly plan: NetworkPlan | LensError;
  readonly vocabulary: ReadVocabulary | null;
  /** What is the embedding where the weights have none. */
  readonly vectors: Vectors | null;
  /** Why these words and this file make no model, whatever the plan. */
  readonly refusal: LensError | null;
  /** What was left alone, a sentence each. */
  readonly notes: readonly string[];
} {
  const plan = planTorch(file, options);
  const rest = { plan, vectors: null, refusal: null, notes: [] };
  const rows = plan instanceof LensError ? undefined : plan.embedding?.source.shape[0];
  if (given === null) return { ...rest, vocabulary: rows === undefined ? null : wordsWithoutVocabulary(rows) };
  const context = { rows, idShift: options.idShift };
  if (plan instanceof LensError) {
    const words = orLensError(() => given.read(context));
    return { ...rest, vocabulary: words instanceof LensError ? null : words };
  }
  if (plan.embedding !== null) return { ...rest, vocabulary: given.read(context) };
  const vocabulary = orLensError(() => given.read(context));
  if (vocabulary instanceof LensError) {
    const note = `${given.name} was not used: it holds no words, and the model reads numbers.`;
    return { ...rest, vocabulary: null, notes: [note] };
  }
  if (vocabulary.vectors === null) {
    const refusal = noVectors(file, given, plan);
    return { ...rest, plan: refusal, vocabulary, refusal };
  }
  const vectors = { name: given.name, source: vocabulary.vectors };
  return { ...rest, plan: planTorch(withVectors(file, vectors), options), vocabulary, vectors };
}

function noVectors(file: NamedFile, { name }: WordsWithin, { embeddingSize }: NetworkPlan): LensError {
  return formatError(file.name, `has no embedding for the words in ${shorten(name)}`, {
    expected: `vectors of ${embeddingSize} numbers for its words, as .vec or GloVe’s text in place of ${shorten(name)}; or no vocabulary, where the model reads rows of ${embeddingSize} numbers`,
    found: 'words without vectors',
  });
}

function checkPlan(plan: NetworkPlan, vocabulary: ReadVocabulary | null, file: NamedFile, said: PartialConfig): NetworkPlan {
  const layer = plan.layers.find((one) => 'hiddenSize' in one.layer)?.layer;
  if (layer !== undefined && 'hiddenSize' in layer) {
    checkSaidSizes(said, { embeddingSize: plan.embeddingSize, hiddenSize: layer.hiddenSize, bidirectional: layer.bidirectional });
  }
  const rows = plan.embedding?.source.shape[0];
  const words = vocabulary?.words.length ?? 0;
  if (rows === undefined || words <= rows) return plan;
  throw formatError('vocabulary', 'has more words than the embedding has rows', {
    expected: `at most ${rows} words (rows of ${shorten(plan.embedding?.name ?? '')} in ${file.name})`,
    found: `${words} words`,
  });
}

/** padding_idx of a whole module's embedding, unless it is what unknown words are read as. */
function paddingOf({ modules }: NamedWeights, vocabulary: ReadVocabulary | null): PartialConfig {
  const embedding = modules.find(({ className }) => className === 'torch.nn.modules.sparse.Embedding');
  const id = embedding?.settings.padding_idx;
  const word = typeof id === 'number' ? vocabulary?.words[id] : undefined;
  return typeof id !== 'number' || word === undefined || /unk|oov/i.test(word) ? {} : { padding_id: id };
}

/** The roles of a network that has no more than roles tell; null: it is another. */
function rolesOf({ embedding, layers }: NetworkPlan): RoleMapping | null {
  const [lstm, readout, dense] = layers;
  if (layers.length !== 3 || lstm?.layer.type !== 'lstm' || readout?.layer.type !== 'readout' || embedding === null) return null;
  const roles: [TensorRole, string][] = [['embedding', embedding.name]];
  for (const [part, { name }] of Object.entries(lstm.tensors)) roles.push([part as TensorRole, name]);
  for (const [part, { name }] of Object.entries(dense?.tensors ?? {})) roles.push([`output.${part}` as TensorRole, name]);
  return Object.fromEntries(roles);
}

/** Where names and shapes make no network, roles may still be given by hand. */
function rolesSoFar(
  { name, tensors }: NamedFile,
  vocabulary: ReadVocabulary | null,
  { mapping, ignored }: ModelOptions,
): RoleMapping {
  const vocabularySize = vocabulary?.words.length ?? 0;
  return Object.fromEntries(findRoles(tensors, { mapping, ignored, ignoreOthers: true, vocabularySize }, name).names);
}
