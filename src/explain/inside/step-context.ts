/** What the steps of a sentence are read from, and which nodes their rows and states are. */
import { isRecurrent, type RecurrentLayer, type Side } from '../../model/layers.ts';
import type { NetworkRecord } from '../../model/network-record.ts';
import type { LrpOptions } from '../method-options.ts';
import type { InsideNode } from './types.ts';

export class StepContext {
  readonly record: NetworkRecord;
  readonly nodes: readonly InsideNode[];
  /** Of LRP; null: what flows is the gradient. */
  readonly options: LrpOptions | null;
  readonly #indices: ReadonlyMap<string, number>;

  constructor(record: NetworkRecord, nodes: readonly InsideNode[], options: LrpOptions | null) {
    this.record = record;
    this.nodes = nodes;
    this.options = options;
    this.#indices = new Map(nodes.map((node, index) => [keyOf(node), index]));
  }

  /** Which of the kernels' layers a node belongs to. */
  layerOf({ layer }: InsideNode): number {
    return this.record.layers.findIndex(({ index, final }) => index === layer || (final !== null && index + 1 === layer));
  }

  /** What comes to a row that layer `k` reads, a number each; not where that is the first one and of words the sums alone are known. */
  flowingAt(k: number, row: number): Float64Array {
    return k > 0 ? this.record.back(k - 1, row) : this.record.inputBack(row);
  }

  /** The node of a row that layer `k` of the kernels' reads. */
  rowNode(k: number, row: number): number {
    const below = this.record.layers[k - 1];
    if (below === undefined) return this.#index({ kind: 'input', layer: -1, side: null, row });
    const { layer, index, final } = below;
    const isState = isRecurrent(layer) && final === null && !layer.bidirectional;
    if (isState) return this.#index({ kind: 'h', layer: index, side: 'left', row });
    return this.#index({ kind: 'row', layer: final === null ? index : index + 1, side: null, row });
  }

  /** The state, or cell, after a step of the direction of a node. */
  stateNode({ layer, side }: InsideNode, kind: 'h' | 'c', row: number): number {
    return this.#index({ kind, layer, side, row });
  }

  #index(node: Pick<InsideNode, 'kind' | 'layer' | 'side' | 'row'>): number {
    const index = this.#indices.get(keyOf(node));
    if (index === undefined) throw new RangeError(`no node ${keyOf(node)}`);
    return index;
  }
}

function keyOf({ kind, layer, side, row }: Pick<InsideNode, 'kind' | 'layer' | 'side' | 'row'>): string {
  return `${kind} ${layer} ${side} ${row}`;
}

/** A node of a state, where its layer is, and which numbers of it the record has. */
export interface StatePlace {
  readonly k: number;
  readonly layer: RecurrentLayer;
  readonly node: InsideNode;
  readonly side: number;
  readonly step: number;
}

/** Directions as the kernels count them. */
export const nameOf = (side: number): Side => (side === 0 ? 'left' : 'right');

/** null: the node is no state. */
export function placeOf(context: StepContext, node: InsideNode): StatePlace | null {
  const k = context.layerOf(node);
  const layer = context.record.layers[k]?.layer;
  if (node.step === null || !isRecurrent(layer)) return null;
  return { k, layer, node, side: node.side === 'right' ? 1 : 0, step: node.step };
}
