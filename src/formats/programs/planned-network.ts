/** A network as the readers of other programs' files plan it, and the one way from there to a model. */
import { fixedLength } from '../../model/check-model.ts';
import { LensError } from '../../model/errors.ts';
import { flowOf } from '../../model/layer-flow.ts';
import { isRecurrent, LAYER_GATES, tensorsOf } from '../../model/layers.ts';
import type { LayerData, Padding, Weights } from '../../model/model-data.ts';
import { checkShape, checkTensor, formatError, hashFiles, listing, orLensError } from '../basics/index.ts';
import type { RoleMapping } from '../roles/index.ts';
import {
  type CheckedPlan,
  configNotes,
  type ModelOptions,
  type NetworkPlan,
  type OpenedModel,
  type PartialConfig,
  type PlannedLayer,
  type PlannedTensor,
  refuseChoices,
  settleConfig,
  settleLayerOrder,
  toModelGates,
} from '../settings/index.ts';
import type { ReadVocabulary } from '../vocabularies/index.ts';
import { twoClasses } from './two-classes.ts';

/** The file that was planned, and what goes with it. */
export interface PlannedFile {
  readonly format: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** null: the model reads numbers, or is refused, whatever the words. */
  readonly vocabulary: ReadVocabulary | null;
  /** The classes' names, as many as there may be. */
  readonly labels: readonly string[] | null;
  /** What a config.json says. */
  readonly said: PartialConfig;
  /** Where roles may be given by hand: the tensors that may have one, and those they have. */
  readonly tensors?: OpenedModel['tensors'];
  readonly roles?: RoleMapping;
  /** What was left alone, whatever the plan; a sentence each. */
  readonly notes?: readonly string[];
}

/** The plan with these options. Returns, or throws, a LensError: why there is none. */
type Planner = (options: ModelOptions) => NetworkPlan | LensError;

export function openPlan(file: PlannedFile, planner: Planner, options: ModelOptions): OpenedModel {
  const { vocabulary, said } = file;
  const { plan: known, network } = planWith(file, planner, options);
  const words = rowNames(vocabulary?.words ?? [], known);
  const classes = network instanceof LensError ? 0 : network.isTwofold ? 2 : network.outputs;
  const named = file.labels?.length === classes ? { defaultClasses: file.labels } : {};
  const settle = () => {
    if (network instanceof LensError) throw network;
    const { isTwofold, outputs, padding } = network;
    const { input, embeddingSize, output, layers } = network.plan;
    const config = settleConfig(options, said, {
      words,
      ...named,
      hints: vocabulary?.hints ?? {},
      defaultName: file.name,
      outputs,
      embeddingSize,
      input,
      output: isTwofold ? 'softmax' : output,
      padding,
    });
    return { config: { ...config, padding }, gateOrder: settleLayerOrder(options, said, layers), network };
  };
  return {
    format: file.format,
    words,
    vocabulary: vocabulary?.label ?? (known?.input === 'numbers' ? 'none: the model reads numbers' : 'none'),
    idShift: vocabulary?.idShift ?? null,
    doubts: [...(vocabulary?.doubts ?? []), ...labelDoubts(file.labels, classes)],
    tensors: file.tensors ?? null,
    roles: file.roles ?? {},
    choices: known?.choices ?? [],
    layers: known?.layers.map(({ layer, from, tensors }) => ({ layer, from, tensors: distinctNames(tensors) })) ?? null,
    notes: [...configNotes(said), ...(file.notes ?? []), ...(known?.notes ?? [])],
    settle,
    replan: (others) => {
      const again = planWith(file, planner, others);
      return { choices: again.plan?.choices ?? [], network: again.network };
    },
    read: (onHashed) => {
      const { config, gateOrder, network: settled } = settle();
      const network = readNetwork(settled, words.length, gateOrder);
      return { config, words, ...network, sha256: hashFiles([file.bytes], onHashed) };
    },
  };
}

/** `plan`: null where there is none. */
function planWith(
  file: PlannedFile,
  planner: Planner,
  options: ModelOptions,
): { plan: NetworkPlan | null; network: CheckedPlan | LensError } {
  const plan = orLensError(() => planner(options));
  if (plan instanceof LensError) return { plan: null, network: plan };
  return { plan, network: orLensError(() => checkPlan(file, plan, options)) };
}

/** Names of the file's tensors that have no place in the plan. */
export function unplaced(names: Iterable<string>, { embedding, layers }: Pick<NetworkPlan, 'embedding' | 'layers'>): string[] {
  const placed = new Set(layers.flatMap(({ tensors }) => distinctNames(tensors)).concat(embedding?.name ?? []));
  return [...names].filter((name) => !placed.has(name));
}

function distinctNames(tensors: PlannedLayer['tensors']): string[] {
  return [...new Set(Object.values(tensors).map(({ name }) => name))];
}

/** A question about names of the classes that are not as many as there are classes. */
function labelDoubts(labels: readonly string[] | null, classes: number): string[] {
  if (labels === null || classes === 0 || labels.length === classes) return [];
  return [
    `There are names for ${labels.length} classes, but the model has ${classes}, so they were not used. Do they belong to another model?`,
  ];
}

/** Throws where the layers do not fit each other, or the tensors the layers. */
function checkPlan(file: PlannedFile, plan: NetworkPlan, options: ModelOptions): CheckedPlan {
  refuseChoices(options.choices ?? {}, plan.choices);
  const padding = paddingInForce(plan, options);
  const shapes = plan.layers.map(({ layer }) => layer);
  const flows = flowOf(shapes, plan.embeddingSize, fixedLength({ padding }));
  for (const [index, { layer, tensors, from }] of plan.layers.entries()) {
    for (const { name, shape, isOptional } of tensorsOf(layer, flows[index]?.size ?? 0)) {
      const tensor = tensors[name];
      if (tensor === undefined && isOptional) continue;
      if (tensor === undefined) {
        throw formatError(`${file.name} ${from}`, `has no ${name}`, {
          expected: listing([name]),
          found: listing(distinctNames(tensors)),
        });
      }
      if (tensor.source.refusal) throw tensor.source.refusal;
      checkShape(tensor.source.shape, shape, `${file.name} ${tensor.name}`);
    }
  }
  if (plan.embedding !== null) checkRows(file, plan.embedding, plan.embeddingSize);
  const outputs = flows.at(-1)?.size ?? 0;
  const { embedding, layers } = plan;
  return {
    plan,
    flows,
    outputs,
    padding,
    isTwofold: plan.output === 'sigmoid' && outputs === 1,
    readLayer(index, lstmOrder) {
      const planned = layers[index];
      if (planned === undefined) throw new RangeError(`layer ${index} of ${layers.length}`);
      return readLayer(planned, flows[index]?.size ?? 0, lstmOrder, file.name);
    },
    readEmbedding: () => embedding && readTensor(embedding, embedding.source.shape, file.name),
  };
}

/** An embedding often has more rows than there are words: those beyond the last word are called by their ids, as which they can be given. */
function rowNames(words: readonly string[], plan: NetworkPlan | null): readonly string[] {
  const [rows = 0] = plan?.embedding?.source.shape ?? [];
  if (words.length === 0 || rows <= words.length) return words;
  const known = new Set(words);
  const more = Array.from({ length: rows - words.length }, (_, at) => `#${words.length + at}`);
  return more.some((name) => known.has(name)) ? words : [...words, ...more];
}

function checkRows({ name, vocabulary }: PlannedFile, { source, ...embedding }: PlannedTensor, size: number): void {
  if (source.refusal) throw source.refusal;
  const [rows = 0] = source.shape;
  const words = vocabulary?.words.length ?? 0;
  checkShape(source.shape, [Math.max(words, rows), size], `${name} ${embedding.name}`);
}

function paddingInForce({ padding, masksPadding }: NetworkPlan, options: ModelOptions): Padding | null {
  const given = options.padding === undefined ? padding : options.padding;
  return given && { ...given, masked: given.masked || masksPadding };
}

function readNetwork(
  { plan, isTwofold, readLayer, readEmbedding }: CheckedPlan,
  words: number,
  lstmOrder: string | null,
): { embeddings: Weights | null; layers: LayerData[] } {
  const layers = plan.layers.map((_, index) => readLayer(index, lstmOrder));
  return {
    embeddings: readEmbedding()?.subarray(0, words * plan.embeddingSize) ?? null,
    layers: isTwofold ? twoClasses(layers) : layers,
  };
}

/** @param inputSize numbers of a row that it reads */
function readLayer(
  { layer, tensors, gateOrder }: PlannedLayer,
  inputSize: number,
  lstmOrder: string | null,
  file: string,
): LayerData {
  const order = layer.type === 'lstm' ? (lstmOrder ?? gateOrder) : gateOrder;
  const read = tensorsOf(layer, inputSize).flatMap(({ name, shape, isGates }): [string, Weights][] => {
    const tensor = tensors[name];
    if (tensor === undefined) return [];
    const data = readTensor(tensor, shape, file);
    return [[name, isGates && isRecurrent(layer) ? toModelGates(data, order, LAYER_GATES[layer.type]) : data]];
  });
  return { layer, tensors: Object.fromEntries(read) };
}

function readTensor({ name, source }: PlannedTensor, shape: readonly number[], file: string): Weights {
  const where = `${file} ${name}`;
  const data = source.read();
  if (source.kind === 'whole') checkExact(data, where);
  checkTensor({ shape: source.shape, data }, shape, where);
  return data;
}

/** Beyond 2^53 a double does not hold every whole number. */
function checkExact(data: Weights, where: string): void {
  const at = data.findIndex((value) => !Number.isSafeInteger(value));
  if (at < 0) return;
  throw formatError(where, 'holds whole numbers that cannot be read exactly', {
    expected: `at most ${Number.MAX_SAFE_INTEGER} in size`,
    found: String(data[at]),
  });
}
