/** Nodes and flows as they come; what is known of a node only once all are there (when it is reached) follows at the end. */
import { dot, sumOf } from './sums.ts';
import type { InsideDrips, InsideFlow, InsideMethod, InsideNode, InsideVia } from './types.ts';

const NO_DRIPS: InsideDrips = { rest: 0, bias: 0, stabiliser: 0, change: 0 };

/** What a node is; `amount` and `norm` are those of its method. */
export type NewNode = Pick<InsideNode, 'kind' | 'layer' | 'row' | 'over' | 'amount'> &
  Partial<Pick<InsideNode, 'side' | 'step' | 'word' | 'isPad' | 'norm'>> & {
    /** Of LRP. */
    readonly drips?: Omit<InsideDrips, 'change'>;
  };

export class GraphBuilder {
  readonly method: InsideMethod;
  readonly #nodes: NewNode[] = [];
  readonly #flows: InsideFlow[] = [];

  constructor(method: InsideMethod) {
    this.method = method;
  }

  /** @param flowing relevance, or gradient, at each unit @param values the units' activations */
  measure(flowing: Float64Array, values: Float64Array): { readonly amount: number; readonly norm: number } {
    if (this.method === 'lrp') return { amount: sumOf(flowing), norm: 0 };
    return { amount: dot(flowing, values), norm: dot(flowing, flowing) };
  }

  /** @returns its index */
  node(node: NewNode): number {
    return this.#nodes.push(node) - 1;
  }

  flow(from: number, to: number | undefined, via: InsideVia, amount: number): void {
    if (to === undefined) throw new RangeError(`a flow from node ${from} leads nowhere`);
    this.#flows.push({ from, to, via, amount: amount + 0 }); // + 0: no -0 for the page to print
  }

  finish(): { nodes: InsideNode[]; flows: InsideFlow[] } {
    const ticks = new Int32Array(this.#nodes.length);
    const handedOn = new Float64Array(this.#nodes.length);
    for (const { from, to, amount } of this.#flows) {
      ticks[to] = Math.max(ticks[to] ?? 0, (ticks[from] ?? 0) + 1);
      handedOn[from] = (handedOn[from] ?? 0) + amount;
    }
    const change = (index: number, { kind, amount }: NewNode) =>
      this.method === 'lrp' || kind === 'input' ? 0 : amount - (handedOn[index] ?? 0);
    const nodes = this.#nodes.map(
      (node, index): InsideNode => ({
        kind: node.kind,
        layer: node.layer,
        side: node.side ?? null,
        row: node.row,
        step: node.step ?? null,
        over: node.over,
        word: node.word ?? null,
        isPad: node.isPad ?? false,
        amount: node.amount + 0,
        norm: node.norm ?? 0,
        drips: { ...NO_DRIPS, ...(this.method === 'lrp' ? node.drips : {}), change: change(index, node) },
        tick: ticks[index] ?? 0,
      }),
    );
    return { nodes, flows: this.#flows };
  }
}
