/** What Keras says of a model in JSON (model_config of an .h5, config.json of a .keras, model.json), as one chain of layers. */
import { formatError, parseJsonObject, quote } from '../basics/index.ts';
import { chainOf, type Graph } from './keras-graph.ts';
import { fieldOf, listOf, textOf } from './keras-json.ts';
import { type KerasLayer, snakeCase } from './keras-layer.ts';

export interface KerasModel {
  /** In the order in which they compute; where they do not make a chain, all of them. */
  readonly layers: readonly KerasLayer[];
  /** 1, 2 or 3. */
  readonly major: number;
  /** What keeps them from being a chain, a phrase each. */
  readonly obstacles: readonly string[];
}

/** Classes that are models themselves. */
const MODEL = /^(Sequential|Functional|Model)$/;

/** No model that anybody explains has more; a file may say whatever it likes. */
const MOST_LAYERS = 1000;

/** @param version as the file says it beside the description; null: it does not. @throws LensError where `text` describes no model */
export function parseKerasModel(text: string, where: string, version: string | null): KerasModel {
  const json = parseJsonObject(text, where);
  const major = Number.parseInt(version ?? textOf(json, 'keras_version') ?? '', 10);
  const model = readModel(json, where, [], []);
  checkCount(model.layers.length, where);
  return { ...model, major: major >= 1 ? major : /"batch_shape"|DTypePolicy/.test(text) ? 3 : 2 };
}

function readModel(
  json: object,
  where: string,
  path: readonly string[],
  classPath: readonly string[],
): Omit<KerasModel, 'major'> {
  const config = fieldOf(json, 'config');
  // Keras before 2.2 wrote a Sequential's layers as the config itself.
  const given = Array.isArray(config) ? config : listOf(config, 'layers');
  if (given === undefined) {
    throw formatError(where, 'does not describe a model', {
      expected: 'a list of layers, as Sequential and Functional models have',
      found: quote(JSON.stringify(json)),
      advice: 'The layers of a model that is a class of its own are code, which is not run.',
    });
  }
  checkCount(given.length, where);
  const read = given.map((layer: unknown, index) => readLayer(layer, `${where} layer ${index}`, path, classPath));
  const isChain = Array.isArray(config) || textOf(json, 'class_name') === 'Sequential';
  const { layers, obstacles } = isChain ? { layers: read, obstacles: [] } : chainOf(graphOf(given, read, config));
  const flat = layers.map((layer) => (MODEL.test(layer.kind) ? flatten(layer, where) : { layers: [layer], obstacles: [] }));
  return {
    layers: flat.flatMap((one) => one.layers),
    obstacles: [...obstacles, ...flat.flatMap((one) => one.obstacles)],
  };
}

function checkCount(layers: number, where: string): void {
  if (layers <= MOST_LAYERS) return;
  throw formatError(where, 'has more layers than a model has', { expected: `at most ${MOST_LAYERS}`, found: String(layers) });
}

function readLayer(json: unknown, where: string, path: readonly string[], classPath: readonly string[]): KerasLayer {
  const kind = textOf(json, 'class_name');
  const config = fieldOf(json, 'config');
  if (kind === undefined || typeof config !== 'object' || config === null) {
    throw formatError(where, 'is not described', {
      expected: 'class_name and config',
      found: quote(String(JSON.stringify(json))),
    });
  }
  const name = textOf(config, 'name') ?? textOf(json, 'name') ?? kind;
  return { kind, name, config, path: [...path, name], classPath: [...classPath, snakeCase(kind)] };
}

/** A model among the layers: its own layers in its place. */
function flatten({ kind, config, path, classPath }: KerasLayer, where: string): Omit<KerasModel, 'major'> {
  return readModel({ class_name: kind, config }, `${where} ${quote(path.join('/'))}`, path, classPath);
}

function graphOf(given: readonly unknown[], layers: readonly KerasLayer[], config: unknown): Graph {
  const outputs = listOf(config, 'output_layers') ?? [];
  // One output is written as a list of one, or alone.
  const named = typeof outputs[0] === 'string' ? [outputs] : outputs;
  return {
    nodes: layers.map((layer, index) => ({ layer, calls: callsOf(listOf(given[index], 'inbound_nodes') ?? []) })),
    outputs: named.flatMap((output) => (Array.isArray(output) && typeof output[0] === 'string' ? [output[0]] : [])),
  };
}

/** For each time that a layer is applied, the layers whose outputs it reads. Keras 1 and 2 list them; Keras 3 has arguments. */
function callsOf(inbound: readonly unknown[]): Graph['nodes'][number]['calls'] {
  return inbound.map((call) => {
    if (!Array.isArray(call)) return { inputs: historiesIn(fieldOf(call, 'args')), settings: fieldOf(call, 'kwargs') };
    // A single input may be written without the list around it.
    const tensors: readonly unknown[] = typeof call[0] === 'string' ? [call] : call;
    const names = tensors.flatMap((tensor) => (Array.isArray(tensor) && typeof tensor[0] === 'string' ? [tensor[0]] : []));
    const [first] = tensors;
    return { inputs: names.filter((name) => name !== '_CONSTANT_VALUE'), settings: Array.isArray(first) ? first[3] : undefined };
  });
}

function historiesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(historiesIn);
  const [name] = listOf(fieldOf(value, 'config'), 'keras_history') ?? [];
  return typeof name === 'string' ? [name] : [];
}
