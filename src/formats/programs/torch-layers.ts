/** The layers of a plan, made of PyTorch's modules in the order in which they follow one another. */
import type { Activation, Layer, RecurrentLayer } from '../../model/layers.ts';
import { type NamedTensors, shorten } from '../basics/index.ts';
import type { TorchModule } from '../containers/index.ts';
import type { PlannedLayer } from '../settings/index.ts';
import {
  type AttentionBlock,
  type Block,
  type Chain,
  type ConvBlock,
  convPadding,
  type DenseBlock,
  type ModuleFacts,
  type NormBlock,
  type RecurrentBlock,
} from '../torch/index.ts';
import { flattened, foldNorm, kernelFirst, tensorOf, turned, withNorm } from './derived-tensors.ts';
import {
  type Answer,
  type Choosing,
  guess,
  inFile,
  pickActivation,
  pickNormPlace,
  pickOrientation,
  pickPadding,
  pickReadout,
  pickStateActivation,
} from './torch-choices.ts';

/** PyTorch's orders. */
const GATE_ORDERS = { lstm: 'ifgo', gru: 'rzn', rnn: 'h' } as const;
const EPSILON = 1e-5;

export interface LayerSource {
  readonly tensors: NamedTensors;
  readonly modules: ReadonlyMap<string, TorchModule>;
  readonly facts: ModuleFacts;
  readonly choosing: Choosing;
}

/** What a readout is, and where it stands. */
interface ReadoutPlace {
  readonly layer: Layer | null;
  /** Layers before it. */
  readonly before: number;
  /** Whether two directions are added. */
  readonly isSum: boolean;
}

export function plannedLayers(chain: Chain, source: LayerSource): PlannedLayer[] {
  const readout = placeReadout(chain, source);
  const layers: PlannedLayer[] = [];
  for (const [index, block] of chain.order.entries()) {
    if (index === readout.before && readout.layer !== null) layers.push(plain(readout.layer, 'readout'));
    const isLast = index === chain.order.length - 1;
    const norm = chain.order[index + 1];
    const below = chain.order[index - 1];
    if (block.kind === 'recurrent') {
      layers.push(...recurrentLayers(block, source, readout.isSum && index === chain.before - 1));
    } else if (block.kind === 'attention') layers.push(attentionLayer(block, source));
    else if (block.kind === 'norm') {
      if (below?.kind === 'dense' || below?.kind === 'conv') continue;
      layers.push(normLayer(block, source));
    } else {
      const isOnRows = index < chain.before;
      layers.push(...linearLayers(block, norm?.kind === 'norm' ? norm : null, source, { isLast, isOnRows }));
    }
  }
  return layers;
}

function plain(layer: Layer, from: string): PlannedLayer {
  return { layer, tensors: {}, gateOrder: '', from };
}

/** Hidden dense layers that may as well work on each row: no more than these are offered. */
const MOST_PLACES = 2;

function placeReadout({ order, before, reading }: Chain, { facts, choosing }: LayerSource): ReadoutPlace {
  const at = (layer: Layer | null, place = before, isSum = false): ReadoutPlace => ({ layer, before: place, isSum });
  if (reading === 'attention') return at(null);
  if (reading === 'flatten') return at({ type: 'readout', kind: 'flatten' });
  const last = order[before - 1];
  const top = last?.kind === 'recurrent' ? last.parts.at(-1) : undefined;
  const isOneWay = top !== undefined && !top.isBidirectional;
  const after = reading === 'whole' ? hiddenAfter(order, before) : [];
  const kinds =
    reading === 'one direction'
      ? ['final-right', 'final-left', 'sum-final', 'sum-last', 'sum-max', 'sum-mean']
      : [...(top === undefined ? [] : ['final']), ...(isOneWay ? [] : ['last']), 'max', 'mean'];
  const values = [...kinds, ...after.flatMap((name) => ['last', 'max', 'mean'].map((kind) => `${kind}.${name}`))];
  const usual = last?.kind === 'conv' ? 'max' : (kinds[0] ?? 'last');
  const pooled = facts.readout !== null && kinds.find((kind) => kind.endsWith(facts.readout ?? ''));
  const value = pickReadout(choosing, values, isOneWay, pooled ? inFile(pooled) : guess(usual));
  const [kind = '', ...place] = value.split('.');
  const behind =
    place.length === 0 ? before : 1 + order.findIndex(({ name }, index) => index >= before && name === place.join('.'));
  const isSum = kind.startsWith('sum-');
  return at(readoutLayer(kind.replace('sum-', '')), behind, isSum);
}

function readoutLayer(kind: string): Layer {
  if (kind === 'last' || kind === 'max' || kind === 'mean') return { type: 'readout', kind };
  const direction = kind === 'final-left' ? 'left' : kind === 'final-right' ? 'right' : 'both';
  return { type: 'readout', kind: 'final', direction };
}

/** The first hidden dense layers behind a readout: they could stand before it. */
function hiddenAfter(order: readonly Block[], before: number): string[] {
  const behind = order.slice(before, -1);
  const end = behind.findIndex(({ kind }) => kind !== 'dense');
  return (end < 0 ? behind : behind.slice(0, end)).slice(0, MOST_PLACES).map(({ name }) => name);
}

function recurrentLayers(block: RecurrentBlock, { tensors, modules, choosing }: LayerSource, isSum: boolean): PlannedLayer[] {
  const { name, type, parts } = block;
  const activation = type === 'rnn' ? pickStateActivation(choosing, name, stateActivation(modules.get(name))) : 'tanh';
  return parts.map(({ units, isBidirectional, tensors: names }, index) => {
    const merge = isSum && index === parts.length - 1 ? 'sum' : 'concat';
    const over = { hiddenSize: units, bidirectional: isBidirectional, merge } as const;
    const layer: RecurrentLayer =
      type === 'lstm'
        ? { type, ...over, gateActivation: 'sigmoid' }
        : type === 'gru'
          ? { type, ...over, gateActivation: 'sigmoid', resetAfter: true }
          : { type, ...over, activation };
    return {
      layer,
      tensors: Object.fromEntries(Object.entries(names).map(([key, tensor]) => [key, tensorOf(tensors, tensor)])),
      gateOrder: GATE_ORDERS[type],
      from: parts.length === 1 ? name : `${name}, layer ${index + 1}`,
    };
  });
}

function stateActivation(module: TorchModule | undefined): Answer {
  const { mode, nonlinearity } = module?.settings ?? {};
  if (mode === 'RNN_RELU' || nonlinearity === 'relu') return inFile('relu');
  return mode === undefined ? guess('tanh') : inFile('tanh');
}

function attentionLayer(block: AttentionBlock, { tensors, choosing }: LayerSource): PlannedLayer {
  const { name, size, isTransposed, bias } = block;
  const weight = tensorOf(tensors, block.weight);
  const isTurned = isTransposed ?? pickOrientation(choosing, name) === 'rows';
  return {
    layer: { type: 'readout', kind: 'attention', size },
    tensors: {
      weight: isTurned ? turned(weight) : weight,
      ...(bias === null ? {} : { bias: flattened(tensorOf(tensors, bias)) }),
      vector: flattened(tensorOf(tensors, block.vector)),
    },
    gateOrder: '',
    from: name,
  };
}

function normLayer(block: NormBlock, { tensors, modules }: LayerSource): PlannedLayer {
  const { scale, shift } = foldNorm(block, tensors, epsilonOf(modules.get(block.name)));
  return { layer: { type: 'batchnorm' }, tensors: { scale, shift }, gateOrder: '', from: block.name };
}

function epsilonOf(module: TorchModule | undefined): number {
  const { eps } = module?.settings ?? {};
  return typeof eps === 'number' ? eps : EPSILON;
}

/** A dense or convolutional layer, its activation, and the norm after it: in the layer itself where it stands before the activation. */
function linearLayers(
  block: DenseBlock | ConvBlock,
  norm: NormBlock | null,
  source: LayerSource,
  { isLast, isOnRows }: { readonly isLast: boolean; readonly isOnRows: boolean },
): PlannedLayer[] {
  const { tensors, modules, facts, choosing } = source;
  const likely = likelyActivation(block, norm, source, isOnRows);
  const activation = isLast ? 'linear' : pickActivation(choosing, block.name, likely);
  const likelyPlace = norm === null ? null : normPlace(block, norm, source);
  const place =
    norm !== null && likelyPlace !== null && activation !== 'linear' ? pickNormPlace(choosing, norm.name, likelyPlace) : 'after';
  const stored = tensorOf(tensors, block.weight);
  const own = {
    weight: block.kind === 'conv' ? kernelFirst(stored) : stored,
    bias: block.bias === null ? null : tensorOf(tensors, block.bias),
  };
  const isInside = norm !== null && place === 'before';
  const { weight, bias } = isInside
    ? withNorm(own.weight, own.bias, foldNorm(norm, tensors, epsilonOf(modules.get(norm.name))))
    : own;
  const layer: PlannedLayer = {
    layer: linearLayer(block, activation, source),
    tensors: bias === null ? { weight } : { weight, bias },
    gateOrder: '',
    from: isInside ? `${block.name}, ${norm.name}` : block.name,
  };
  const pool = facts.pools.get(block.name);
  return [
    layer,
    ...(norm !== null && !isInside ? [normLayer(norm, source)] : []),
    ...(pool === undefined ? [] : [plain({ type: 'pool1d', ...pool }, 'pooling')]),
  ];
}

function linearLayer(block: DenseBlock | ConvBlock, activation: Activation, { modules, choosing }: LayerSource): Layer {
  if (block.kind === 'dense') return { type: 'dense', size: block.gives, activation };
  const module = modules.get(block.name);
  const said = module === undefined ? undefined : convPadding(module, block);
  const padding = said ?? pickPadding(choosing, block.name, guess('valid'));
  return { type: 'conv1d', size: block.gives, kernel: block.kernel, padding, activation };
}

/** As a whole module has it; else as a Sequential's numbers leave room for an activation beside the norm. */
function normPlace({ name: below }: DenseBlock | ConvBlock, { name }: NormBlock, { facts, tensors }: LayerSource): Answer {
  const said = facts.norms.get(name);
  if (said !== undefined) return inFile(said);
  if (stepsBetween(below, name) === 1) return inFile('before');
  if (stepsBetween(below, name) === null) return guess('before');
  return hasNext(name, tensors) ? inFile('after') : guess('after');
}

/** As a Sequential has it, as its numbers leave room for it, as modules whose place is not told suggest, or as is usual. */
function likelyActivation(
  { name, kind }: DenseBlock | ConvBlock,
  norm: NormBlock | null,
  { facts, tensors }: LayerSource,
  isOnRows: boolean,
): Answer {
  const placed = facts.activations.get(name);
  if (placed !== undefined) return inFile(placed);
  // A norm right behind the layer may itself have the activation behind it.
  const end = norm !== null && stepsBetween(name, norm.name) === 1 ? norm.name : name;
  if (hasNext(end, tensors)) return inFile('linear');
  const loose = [...facts.loose.keys()].filter((activation) => activation !== 'sigmoid');
  if (loose.length === 1 && loose[0] !== undefined) return inFile(loose[0]);
  return guess(isOnRows && kind === 'dense' ? 'linear' : 'relu');
}

/** 'head.0' with a 'head.1': the modules of a Sequential follow one another by their numbers, and nothing is between. */
function hasNext(name: string, tensors: NamedTensors): boolean {
  const place = placeInSequence(name);
  if (place === null) return false;
  const next = `${place.stem}${place.number + 1}`;
  return tensors.has(`${next}.weight`) || tensors.has(`${next}.running_mean`);
}

/** 'head.0' to 'head.2' are two steps of one Sequential; null: they are not of one, or not in this order. */
function stepsBetween(below: string, above: string): number | null {
  const [from, to] = [placeInSequence(below), placeInSequence(above)];
  return from === null || to === null || from.stem !== to.stem || to.number <= from.number ? null : to.number - from.number;
}

function placeInSequence(name: string): { readonly stem: string; readonly number: number } | null {
  const [, stem = '', number] = /^(.*\.)?(\d+)$/.exec(name) ?? [];
  return number === undefined ? null : { stem, number: Number(number) };
}

/** Activations whose place nothing tells, though the module lists them, where there is no layer that they could be of. */
export function homeless({ order, reading }: Chain, facts: ModuleFacts): string[] {
  const hidden = order
    .slice(0, -1)
    .some((block) => (block.kind === 'dense' || block.kind === 'conv') && !facts.activations.has(block.name));
  return [...facts.loose].flatMap(([activation, who]) => {
    if (hidden || activation === 'sigmoid') return [];
    return activation === 'tanh' && reading === 'attention' ? [] : [shorten(who)];
  });
}
