/** Steps of a network that many networks may have in common: the same step is the same object, so what it computes is shared. */

import type { CheckedPlan } from '../formats/settings/index.ts';
import { isRecurrent, type Layer } from '../model/layers.ts';
import type { LayerData } from '../model/model-data.ts';
import type { Rows } from '../model/network-part.ts';
import type { SourceIds } from './search-sources.ts';

type Final = Extract<Layer, { readonly kind: 'final' }>;

export interface Stage {
  /** What it computes: two of one key are the same. */
  readonly key: string;
  /** Its layers, with their numbers; null: final states are picked from the rows below, and nothing is computed. */
  readonly read: (() => LayerData[]) | null;
  readonly pick: { readonly direction: Final['direction']; readonly isBidirectional: boolean };
  /** Numbers of a row that it reads. */
  readonly inputSize: number;
  /** How many rows it reads, where it reads no other number of them. */
  readonly length: number | null;
  /** Of the first one: the vectors of the words it reads, [V, inputSize]. */
  readonly readEmbedding: CheckedPlan['readEmbedding'];
}

/** The stages of networks, one object a key. */
export class Stages {
  readonly #known = new Map<string, Stage>();
  readonly #sources: SourceIds;

  constructor(sources: SourceIds) {
    this.#sources = sources;
  }

  /** @param lstmOrder of the gates of its LSTM layers; null: as planned */
  of(network: CheckedPlan, lstmOrder: string | null): Stage[] {
    const shapes = network.plan.layers.map(({ layer }) => layer);
    return shapes.flatMap((layer, index) => {
      if (isFinal(layer) && !canPick(shapes[index - 1])) return []; // the recurrent layer's own stage
      return [this.#stage(network, index, lstmOrder)];
    });
  }

  #stage(network: CheckedPlan, index: number, lstmOrder: string | null): Stage {
    const { layers } = network.plan;
    const layer = layers[index]?.layer;
    const above = layers[index + 1]?.layer;
    const flow = network.flows[index];
    const length = layer?.type === 'readout' && layer.kind === 'flatten' ? (flow?.length ?? null) : null;
    const own = isRecurrent(layer) && isFinal(above) && !canPick(layer) ? [index, index + 1] : [index];
    const below = layers[index - 1]?.layer;
    const pick = {
      direction: isFinal(layer) ? layer.direction : 'both',
      isBidirectional: isRecurrent(below) && below.bidirectional,
    } as const;
    const parts = own.map((at) => this.#keyOf(network, at, lstmOrder));
    const embedding = index === 0 ? network.plan.embedding : null;
    const words = embedding && this.#sources.idOf(embedding.source);
    const key = JSON.stringify([words, flow?.size, length, isFinal(layer) && pick, parts]);
    const known = this.#known.get(key);
    if (known) return known;
    const stage: Stage = {
      key,
      read: isFinal(layer) ? null : () => own.map((at) => network.readLayer(at, lstmOrder)),
      pick,
      inputSize: flow?.size ?? 0,
      length,
      readEmbedding: () => (embedding === null ? null : network.readEmbedding()),
    };
    this.#known.set(key, stage);
    return stage;
  }

  #keyOf(network: CheckedPlan, index: number, lstmOrder: string | null): unknown {
    const planned = network.plan.layers[index];
    if (planned === undefined) return null;
    const { layer, tensors, gateOrder } = planned;
    const order = layer.type === 'lstm' ? (lstmOrder ?? gateOrder) : gateOrder;
    return [layer, order, Object.entries(tensors).map(([name, { source }]) => [name, this.#sources.idOf(source)])];
  }
}

function isFinal(layer: Layer | undefined): layer is Final {
  return layer?.type === 'readout' && layer.kind === 'final';
}

/** Whether the directions' last states stand in its rows: not where they are added up. */
function canPick(layer: Layer | undefined): boolean {
  return isRecurrent(layer) && (!layer.bidirectional || layer.merge === 'concat');
}

/** The last states: the left direction ends at the last row, the right one at the first. */
export function pickFinal({ values, count, size }: Rows, { direction, isBidirectional }: Stage['pick']): Rows {
  const stride = values.length / count;
  const d = isBidirectional ? size / 2 : size;
  const last = (count - 1) * stride;
  const left = values.subarray(last, last + d);
  const right = isBidirectional ? values.subarray(d, 2 * d) : new Float64Array(0);
  const parts = direction === 'both' ? [left, right] : [direction === 'left' ? left : right];
  const picked = parts.reduce((sum, { length }) => sum + length, 0);
  const row = new Float64Array((picked + 3) & ~3);
  let at = 0;
  for (const part of parts) {
    row.set(part, at);
    at += part.length;
  }
  return { values: row, count: 1, size: picked };
}
