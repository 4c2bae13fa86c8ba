/** What files hold, as a form shows it before they become a model. The page's own model needs none of it. */
import { checkConfig, fixedLength } from '../model/check-model.ts';
import { LensError } from '../model/errors.ts';
import { flowOf } from '../model/layer-flow.ts';
import type { ModelFile } from '../model/model-data.ts';
import { orLensError } from './basics/index.ts';
import { namesInFiles, openModel } from './read-model.ts';
import { type TensorChoices, tensorChoices } from './roles/index.ts';
import type { ModelInspection, ModelOptions, NetworkFlow, OpenedModel } from './settings/index.ts';

/** Entries of the vocabulary that are shown, and names of files that belong to nothing. */
const FIRST_WORDS = 12;
const FIRST_NAMES = 6;

/**
 * What the files hold, without reading the weights' numbers. Rejects with a ModelFormatError where they are no model of any format or
 * malformed; what the options leave open or say wrongly is told by `problem`. `search`: part of the names of tensors to choose from.
 */
export async function inspectModel(
  given: readonly ModelFile[],
  options: ModelOptions = {},
  search = '',
): Promise<ModelInspection> {
  const { opened, chosen, leftAlone } = await openModel(given, options);
  const files = chosen.map(({ file }) => file);
  const settled = orLensError(() => {
    const { config, gateOrder } = opened.settle();
    checkConfig(config, opened.words);
    const { name, classes, lowercase, unkToken, paddingId, padding, dropsUnknown, tokenizer } = config;
    const { input, features, embeddingSize, output } = config;
    const reads = { input, features, embeddingSize, output };
    return { ...reads, name, classes, lowercase, unkToken, paddingId, padding, dropsUnknown, tokenizer, gateOrder };
  });
  const failed = settled instanceof LensError;
  return {
    format: opened.format,
    files: files.map(({ name }) => name),
    leftAlone: { names: leftAlone.slice(0, FIRST_NAMES).map(({ name }) => name), total: leftAlone.length },
    bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    tensors: choices(opened, search),
    roles: opened.roles,
    settled: failed ? null : settled,
    vocabulary: opened.vocabulary,
    idShift: opened.idShift,
    doubts: opened.doubts,
    firstWords: opened.words.slice(0, FIRST_WORDS),
    notes: opened.notes,
    choices: opened.choices,
    layers: opened.layers,
    flow: failed ? null : flowThrough(opened),
    problem: failed ? settled.fields : null,
  };
}

/** The layers fit each other: the options are settled. */
function flowThrough({ settle, layers, words }: OpenedModel): NetworkFlow | null {
  if (layers === null) return null;
  const { config } = settle();
  const { input, embeddingSize } = config;
  const [, ...flows] = flowOf(
    layers.map(({ layer }) => layer),
    embeddingSize,
    fixedLength(config),
  );
  const sizes = flows.map(({ size }) => size);
  // Of two classes the file may have one output alone.
  const output = sizes.at(-1) === 1 && config.output === 'softmax' ? 'sigmoid' : config.output;
  return { input, embeddingSize, output, vocabularySize: words.length, sizes, names: namesInFiles(layers) };
}

function choices({ tensors, roles, words }: OpenedModel, search: string): TensorChoices | null {
  if (tensors === null) return null;
  const shapes = new Map([...tensors].map(([name, { shape }]) => [name, shape]));
  return tensorChoices(shapes, { vocabularySize: words.length, roles, search });
}
