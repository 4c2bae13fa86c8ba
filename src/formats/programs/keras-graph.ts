/** Functional models of Keras: their layers in the order in which they compute, where each reads the one before it. */
import { decodeLatin1 } from '../basics/index.ts';
import { activationOf, fieldOf, numberOf, textOf } from './keras-json.ts';
import type { KerasLayer } from './keras-layer.ts';

interface Node {
  readonly layer: KerasLayer;
  /** For each time it is applied: the layers it reads, and what else is said of the call. */
  readonly calls: readonly { readonly inputs: readonly string[]; readonly settings: unknown }[];
}

export interface Graph {
  readonly nodes: readonly Node[];
  /** Names of the layers whose outputs are the model's. */
  readonly outputs: readonly string[];
}

interface Chain {
  readonly layers: readonly KerasLayer[];
  readonly obstacles: readonly string[];
}

/** Attention that is written out (the layers between an output over time and its weighted sum) becomes one layer of this kind. */
export const WRITTEN_ATTENTION = 'attention, written out';

/** From the output backwards. What does not lead to it takes no part: a mask that Keras 3 writes down, say. */
export function chainOf(graph: Graph): Chain {
  const nodes = new Map(graph.nodes.map((node) => [node.layer.name, node]));
  const all = graph.nodes.map(({ layer }) => layer);
  const refused = (obstacle: string): Chain => ({ layers: all, obstacles: [obstacle] });
  const [output, ...others] = graph.outputs;
  if (output === undefined || others.length > 0) return refused(`${graph.outputs.length} outputs, where one is needed`);
  const layers: KerasLayer[] = [];
  const seen = new Set<string>();
  for (let name: string | undefined = output; name !== undefined; ) {
    const node = nodes.get(name);
    if (node === undefined || seen.has(name)) return refused(`"${name}", which is read but not described, or reads itself`);
    seen.add(name);
    const { calls, layer } = node;
    if (calls.length > 1) return refused(`"${name}" (${layer.kind}), which is applied ${calls.length} times`);
    const inputs: readonly string[] = calls[0]?.inputs ?? [];
    if (inputs.length > 1) {
      const attention = attentionAt(nodes, node, layers[0]);
      if (attention === null) return refused(`"${name}" (${layer.kind}), which reads ${inputs.length} layers`);
      if (attention.dropsSum) layers.shift();
      layers.unshift(attention.layer);
      name = attention.source;
      continue;
    }
    layers.unshift(layer);
    name = inputs[0];
  }
  return { layers, obstacles: [] };
}

interface FoundAttention {
  readonly layer: KerasLayer;
  /** What is summed. */
  readonly source: string;
  /** Whether the layer after it is its sum. */
  readonly dropsSum: boolean;
}

/**
 * softmax(v . tanh(W h_t + b)), and the sum of h_t weighted by it: Dense(tanh), perhaps Dense(1), Flatten, softmax, perhaps
 * RepeatVector and Permute, then Multiply and a sum, or Dot over the positions. null: it is something else.
 */
function attentionAt(
  nodes: ReadonlyMap<string, Node>,
  { layer, calls }: Node,
  after: KerasLayer | undefined,
): FoundAttention | null {
  const inputs = calls[0]?.inputs ?? [];
  const isDot = layer.kind === 'Dot' && overPositions(layer);
  const isProduct = /^Multiply$/i.test(layer.kind) && after !== undefined && isSum(after, nodes.get(after.name));
  if (inputs.length !== 2 || !(isDot || isProduct)) return null;
  for (const [source = '', weights = ''] of [inputs, [...inputs].reverse()]) {
    const branch = branchBetween(nodes, source, weights);
    const parts = branch === null ? null : scoreParts(branch);
    if (parts === null) continue;
    // Of the sum only a Lambda's name is of interest: what is said of it is a guess.
    const config = isProduct && after.kind === 'Lambda' ? { guessed: after.name } : {};
    return { layer: { ...layer, kind: WRITTEN_ATTENTION, config, parts }, source, dropsSum: isProduct };
  }
  return null;
}

/** The layers from what reads `source` up to `end`, each reading the one before; null: they do not lead back to it. */
function branchBetween(nodes: ReadonlyMap<string, Node>, source: string, end: string): KerasLayer[] | null {
  const branch: KerasLayer[] = [];
  for (let name = end; name !== source; ) {
    const node = nodes.get(name);
    const [input, ...others] = node?.calls[0]?.inputs ?? [];
    if (node === undefined || input === undefined || others.length > 0 || branch.length > nodes.size) return null;
    branch.unshift(node.layer);
    name = input;
  }
  return branch;
}

/** The dense layers that make a position's score; null: the branch computes something else. */
function scoreParts(branch: readonly KerasLayer[]): KerasLayer[] | null {
  const steps = branch.filter(({ kind }) => !/Dropout/.test(kind));
  const count = steps.findIndex((step) => denseOf(step) === null);
  const parts = steps.slice(0, Math.max(0, count));
  const configs = parts.map(denseOf);
  const activations = configs.map((config) => activationOf(config, 'activation'));
  const fits = activations[0] === 'tanh' && activations.slice(1).every((name) => name === 'linear');
  if (!fits || parts.length > 2 || numberOf(configs.at(-1), 'units', 'output_dim') !== 1) return null;
  return isSoftmax(steps.slice(count)) ? parts : null;
}

/** The settings of a dense layer, also of one that is applied to every row by its own wrapper; null: it is another. */
export function denseOf({ kind, config }: KerasLayer): unknown {
  if (kind !== 'TimeDistributed') return kind === 'Dense' || kind === 'TimeDistributedDense' ? config : null;
  const inner = fieldOf(config, 'layer');
  return textOf(inner, 'class_name') === 'Dense' ? (fieldOf(inner, 'config') ?? null) : null;
}

/** Over the positions: scores in one row, or one below the other with the axis said; what follows only lays them out again. */
function isSoftmax(steps: readonly KerasLayer[]): boolean {
  const [first] = steps;
  const isFlat = first !== undefined && /^(Flatten|Reshape)$/.test(first.kind);
  const [softmax, ...after] = isFlat ? steps.slice(1) : steps;
  if (softmax === undefined) return false;
  const axis = numberOf(softmax.config, 'axis') ?? -1;
  const isOne =
    softmax.kind === 'Softmax' || (softmax.kind === 'Activation' && activationOf(softmax.config, 'activation') === 'softmax');
  const laysOut = after.every(({ kind }) => /^(RepeatVector|Permute|Reshape|ExpandDims)$/.test(kind));
  return isOne && laysOut && (isFlat ? axis === -1 || axis === 1 : axis === 1 && softmax.kind === 'Softmax');
}

function overPositions({ config }: KerasLayer): boolean {
  const axes = fieldOf(config, 'axes');
  return axes === 1 || (Array.isArray(axes) && axes.every((axis) => axis === 1));
}

/** Of code that is a Lambda's, the names it uses stand in it; nothing of it is run. */
function isSum({ kind, config }: KerasLayer, node: Node | undefined): boolean {
  const axisOf = (settings: unknown) => numberOf(settings, 'axis');
  if (kind === 'Sum') return [1, -2].includes(axisOf(config) ?? Number.NaN);
  if (kind === 'TFOpLambda') {
    return textOf(config, 'function') === 'math.reduce_sum' && [1, -2].includes(axisOf(node?.calls[0]?.settings) ?? Number.NaN);
  }
  return kind === 'Lambda' && textsIn(fieldOf(config, 'function')).some((text) => /sum/.test(decodeBase64(text)));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function decodeBase64(text: string): string {
  try {
    return decodeLatin1(Uint8Array.from(atob(text.trim()), (char) => char.charCodeAt(0)));
  } catch {
    return '';
  }
}
