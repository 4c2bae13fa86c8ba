/** Keras models: .keras (Keras 3: a zip of config.json and model.weights.h5), .weights.h5, and the older .h5 with or without model_config. */
import { LensError } from '../../model/errors.ts';
import type { ModelFile } from '../../model/model-data.ts';
import { decodeText, formatError, listing, type NamedTensors, orLensError, parseJson, parseJsonObject } from '../basics/index.ts';
import { type InflateBudget, kindOfContent, openHdf5, openZip } from '../containers/index.ts';
import { type ModelOptions, type NetworkPlan, type OpenedModel, parsePartialConfig } from '../settings/index.ts';
import { type ReadVocabulary, readVocabulary, wordsWithoutVocabulary } from '../vocabularies/index.ts';
import type { TextRules } from './keras-chain.ts';
import { parseKerasModel } from './keras-config.ts';
import { guessKerasModel } from './keras-guess.ts';
import type { WeightsListing } from './keras-idle.ts';
import { fieldOf, textOf } from './keras-json.ts';
import { type PlannedKeras, planKeras, refuseMapping } from './keras-plan.ts';
import { vocabularyInModel, vocabularyOf } from './keras-text.ts';
import { KerasWeights } from './keras-weights.ts';
import { labelsIn, type NamedModelFiles } from './named-model.ts';
import { openPlan } from './planned-network.ts';

/** The optimiser's state, metrics and losses: no part of the model. */
const NOT_THE_MODEL = /^(optimizer|metrics$|compile_metrics|_(?!layer_checkpoint_dependencies))/;

/** What the files of a Keras model hold, whatever their form. */
export interface KerasFiles {
  /** The description, and where it stands; null: there is none. */
  readonly config: { readonly text: string; readonly where: string } | null;
  readonly version: string | null;
  /** What it was trained with, as JSON. */
  readonly training: string | null;
  readonly datasets: NamedTensors;
  readonly listing: Omit<WeightsListing, 'version'>;
  /** Words of a TextVectorization layer that are kept beside the weights. */
  readonly words: readonly string[] | null;
}

/** File names are base names; `layers`: a description beside the weights. Rejects with a ModelFormatError where a file is malformed. */
export async function openKerasModel(
  files: NamedModelFiles,
  layers: ModelFile | undefined,
  options: ModelOptions,
  budget: InflateBudget,
): Promise<OpenedModel> {
  const { name, bytes } = files.weights;
  const read = await readKerasFiles(files.weights, budget);
  const config = read.config ?? (layers === undefined ? null : { text: descriptionIn(layers), where: layers.name });
  const format = `Keras (${name.replace(/^.*?(\.weights)?(\.[^.]*)$/, '$1$2')})`;
  return openKeras({ ...read, config }, files, { format, name, bytes }, options);
}

/** json.dump(model.to_json(), file) makes JSON in a text of JSON. */
function descriptionIn({ name, bytes }: ModelFile): string {
  const text = decodeText(bytes, name);
  if (!text.trimStart().startsWith('"')) return text;
  const inner = parseJson(text, name, 'the description of a model');
  return typeof inner === 'string' ? inner : text;
}

/** From what the files hold to a model; `files.config` is ours. */
export function openKeras(
  given: KerasFiles,
  files: NamedModelFiles,
  about: { readonly format: string; readonly name: string; readonly bytes: Uint8Array },
  options: ModelOptions,
): OpenedModel {
  const said = files.config === undefined ? {} : parsePartialConfig(files.config.bytes);
  const planWith = (others: ModelOptions) => {
    const context = { file: about.name, training: given.training, options: others };
    return planned(given, new KerasWeights(given.datasets), context);
  };
  const { plan, text } = planWith(options);
  const vocabulary =
    plan instanceof LensError || plan.input === 'numbers' ? null : wordsOf(files, plan, text, given.words, options);
  return openPlan({ ...about, vocabulary, labels: labelsIn(files), said }, (others) => planWith(others).plan, options);
}

function planned(given: KerasFiles, weights: KerasWeights, context: Parameters<typeof planKeras>[2]): PlannedKeras {
  const mapping = orLensError(() => refuseMapping(context.options, context.file));
  if (mapping) return { plan: mapping, text: null };
  if (given.config === null) return guessKerasModel(weights, { ...given.listing, version: given.version }, context);
  return planKeras(parseKerasModel(given.config.text, given.config.where, given.version), weights, context);
}

function wordsOf(
  files: NamedModelFiles,
  { embedding }: NetworkPlan,
  text: TextRules | null,
  inFile: readonly string[] | null,
  options: ModelOptions,
): ReadVocabulary {
  const rows = embedding?.source.shape[0] ?? 0;
  const own = text?.words ?? inFile;
  if (text !== null && own !== null) return vocabularyInModel(text, own.slice(0, rows), 'in the model (TextVectorization)');
  const { vocabulary } = files;
  if (vocabulary === undefined) return wordsWithoutVocabulary(rows);
  const context = { rows, besideKeras: true, idShift: options.idShift };
  const read = readVocabulary(vocabulary.bytes, vocabulary.name, context);
  return text === null ? read : vocabularyOf(text, read, rows, vocabulary.name);
}

async function readKerasFiles(file: ModelFile, budget: InflateBudget): Promise<KerasFiles> {
  const { name, bytes } = file;
  // Before TensorFlow 2.12, *.keras was HDF5 too.
  const kind = kindOfContent(bytes);
  if (kind === 'zip' || (/\.keras$/i.test(name) && kind !== 'hdf5')) return readArchive(bytes, name, budget);
  const { datasets: stored, attribute, listAttribute, groups: paths } = await openHdf5(bytes, name, NOT_THE_MODEL, budget);
  const [datasets, groups] = [byPath(stored), paths.map(slashed)];
  const config = attribute('model_config');
  // What only helps is no reason to refuse a model, whatever it turns out to be.
  const optional = (attributeName: string) => {
    const value = orLensError(() => attribute(attributeName));
    return value instanceof LensError ? null : value;
  };
  return {
    config: config === null ? null : { text: config, where: `${name} model_config` },
    version: optional('keras_version'),
    training: optional('training_config'),
    datasets,
    listing: { layerNames: listAttribute('layer_names'), groups },
    words: null,
  };
}

/** On Windows, Keras 2.12 and later named groups with its separator. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function byPath(datasets: NamedTensors): NamedTensors {
  return new Map([...datasets].map(([path, source]) => [slashed(path), source]));
}

async function readArchive(bytes: Uint8Array, name: string, budget: InflateBudget): Promise<KerasFiles> {
  const entries = openZip(bytes, name, budget);
  const [config, weights] = [entries.get('config.json'), entries.get('model.weights.h5')];
  if (config === undefined || weights === undefined) {
    throw formatError(name, 'is not a Keras model', {
      expected: 'config.json and model.weights.h5 in it',
      found: listing([...entries.keys()]),
    });
  }
  const text = decodeText(config.read(), `${name} config.json`);
  const metadata = entries.get('metadata.json');
  const version =
    metadata && textOf(parseJsonObject(decodeText(metadata.read(), `${name} metadata.json`), name), 'keras_version');
  const [, words] = [...entries].find(([path]) => /^assets\/.*vocabulary\.txt$/.test(path)) ?? [];
  const stored = await openHdf5(weights.read(), `${name} model.weights.h5`, NOT_THE_MODEL, budget);
  const [datasets, groups] = [byPath(stored.datasets), stored.groups.map(slashed)];
  return {
    config: { text, where: `${name} config.json` },
    version: version ?? null,
    training: JSON.stringify(fieldOf(parseJsonObject(text, name), 'compile_config') ?? null),
    datasets,
    listing: { layerNames: null, groups },
    words: words === undefined ? null : decodeText(words.read(), `${name} vocabulary`).replace(/\n$/, '').split('\n'),
  };
}
