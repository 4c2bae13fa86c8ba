/** Keras models: .keras (Keras 3: a zip of config.json and model.weights.h5), .weights.h5, and the older .h5 with or without model_config. */
import type { LensError } from '../../model/errors.ts';
import type { ModelFile } from '../../model/model-data.ts';
import { decodeText, formatError, listing, parseJsonObject } from '../basics/index.ts';
import { type InflateBudget, openHdf5, openZip } from '../containers/index.ts';
import { type ModelOptions, type OpenedModel, parsePartialConfig } from '../settings/index.ts';
import { firstRows } from './first-rows.ts';
import { refuseKerasConfig } from './keras-config.ts';
import { arrangeKeras, type KerasTensors } from './keras-tensors.ts';
import { labelsIn, type NamedModelFiles, openTensors, readWords } from './named-model.ts';

/** The optimiser's state, metrics and losses: no part of the model. */
const NOT_THE_MODEL = /^(optimizer|metrics$|compile_metrics|_(?!layer_checkpoint_dependencies))/;

/** File names are base names. Rejects with a ModelFormatError where a file is malformed. */
export async function openKerasModel(files: NamedModelFiles, options: ModelOptions, budget: InflateBudget): Promise<OpenedModel> {
  const { name, bytes } = files.weights;
  const beside = files.config === undefined ? null : decodeText(files.config.bytes, 'config.json');
  const isKerasConfig = beside !== null && 'class_name' in parseJsonObject(beside, 'config.json');
  const said = files.config === undefined || isKerasConfig ? {} : parsePartialConfig(files.config.bytes);
  const { tensors, roles, refusal } = await readKeras(files.weights, budget);
  const rows = roles.embedding ? tensors.get(roles.embedding)?.shape[0] : undefined;
  const vocabulary = readWords(files, { rows, besideKeras: true, idShift: options.idShift });
  return openTensors(
    {
      format: `Keras (${name.replace(/^.*?(\.weights)?(\.[^.]*)$/, '$1$2')})`,
      name,
      bytes,
      vocabulary,
      labels: labelsIn(files),
      said,
      refusal: (isKerasConfig ? refuseKerasConfig(beside, 'config.json') : null) ?? refusal,
      ...firstRows({ tensors, roles }, vocabulary.words.length),
    },
    options,
  );
}

/** The variables of a .keras or .h5 file, and why they are not those of a model that we compute. Rejects with a ModelFormatError. */
export async function readKeras({ name, bytes }: ModelFile, budget: InflateBudget): Promise<KerasTensors> {
  if (/\.keras$/i.test(name)) return readArchive(bytes, name, budget);
  const file = await openHdf5(bytes, name, NOT_THE_MODEL, budget);
  const config = file.attribute('model_config');
  const arranged = arrangeKeras(file.datasets, name);
  return {
    ...arranged,
    refusal: (config === null ? null : refuseKerasConfig(config, `${name} model_config`)) ?? arranged.refusal,
  };
}

async function readArchive(bytes: Uint8Array, name: string, budget: InflateBudget): Promise<KerasTensors> {
  const entries = openZip(bytes, name, budget);
  const [config, weights] = [entries.get('config.json'), entries.get('model.weights.h5')];
  if (config === undefined || weights === undefined) {
    throw formatError(name, 'is not a Keras model', {
      expected: 'config.json and model.weights.h5 in it',
      found: listing([...entries.keys()]),
    });
  }
  const refusal: LensError | null = refuseKerasConfig(decodeText(config.read(), `${name} config.json`), `${name} config.json`);
  const file = await openHdf5(weights.read(), `${name} model.weights.h5`, NOT_THE_MODEL, budget);
  const arranged = arrangeKeras(file.datasets, name);
  return { ...arranged, refusal: refusal ?? arranged.refusal };
}
