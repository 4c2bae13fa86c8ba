/** Layers without weights in a file of Keras' weights alone: which of them compute all the same, told by the names that Keras gives them. */
import type { WeightsGroup } from './keras-groups.ts';
import { snakeCase } from './keras-layer.ts';

/** What a file of weights says beside them. */
export interface WeightsListing {
  /** Names of all layers in their order, as Keras 1 and 2 write them; null: it does not say. */
  readonly layerNames: readonly string[] | null;
  /** Paths of all groups: Keras 3 has one for each layer. */
  readonly groups: readonly string[];
  readonly version: string | null;
}

/** Layers without weights that compute all the same, by the names that Keras gives them; null: a name of someone's own. */
export interface IdleLayer {
  readonly name: string;
  readonly kind: string | null;
  /** How many layers with weights stand before it; null: the file does not say. */
  readonly after: number | null;
}

const COMPUTING = [
  'GlobalMaxPooling1D',
  'GlobalAveragePooling1D',
  'MaxPooling1D',
  'AveragePooling1D',
  'Flatten',
  'Activation',
  'ReLU',
  'Softmax',
];
const DOING_NOTHING =
  /^(input(_layer)?|.*_input|(spatial_)?(alpha_|gaussian_)?dropout(1d)?|gaussian_noise|activity_regularization|masking|.*drop.*)(_?\d+)?$/i;

export function idleLayers(known: readonly WeightsGroup[], { layerNames, groups }: WeightsListing): IdleLayer[] {
  const weighted = new Set(known.map(({ path }) => path[0]));
  const inLayers = groups.flatMap((path) => /^(?:layers|_layer_checkpoint_dependencies)\/([^/]+)$/.exec(path)?.[1] ?? []);
  const names = layerNames ?? inLayers;
  return names.flatMap((name, at): IdleLayer[] => {
    if (weighted.has(name) || DOING_NOTHING.test(name)) return [];
    const kind = COMPUTING.find((known) => name.replace(/_?\d+$/, '') === snakeCase(known) || name === snakeCase(known)) ?? null;
    const after = layerNames === null ? null : names.slice(0, at).filter((before) => weighted.has(before)).length;
    return [{ name, kind, after }];
  });
}

export type Readout = 'final' | 'max' | 'mean' | 'flatten';

export const POOLINGS: Readonly<Record<Exclude<Readout, 'final'>, string>> = {
  max: 'GlobalMaxPooling1D',
  mean: 'GlobalAveragePooling1D',
  flatten: 'Flatten',
};

/** Layers without weights after the layer `at`, but for those that read the words out. Pooling without a place stands after convolutions. */
export function idleAfter(
  order: readonly WeightsGroup[],
  at: number,
  idle: readonly IdleLayer[],
  lastOverTime: number,
): IdleLayer[] {
  const isReadout = ({ kind }: IdleLayer) => kind !== null && Object.values(POOLINGS).includes(kind);
  const steps = idle.filter((one) => one.kind !== null && !isReadout(one));
  const placed = steps.filter(({ after }) => after === at + 1);
  if (order[at]?.kind !== 'Conv1D') return placed;
  const free = steps.filter(({ after, kind }) => after === null && /Pooling/.test(kind ?? ''));
  const turn = order.slice(0, at).filter(({ kind }) => kind === 'Conv1D').length;
  return [...placed, ...(at <= lastOverTime ? free.slice(turn, turn + 1) : [])];
}
