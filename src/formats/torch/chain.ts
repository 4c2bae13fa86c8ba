/** In which order layers follow one another, and where the rows become one: told by what each reads and gives. */
import type { Block } from './block.ts';

/** How a readout's width follows from that of the rows. */
type Reading = 'whole' | 'one direction' | 'flatten' | 'attention';

export interface Chain {
  readonly order: readonly Block[];
  /** How many of them stand before the readout. An attention is the readout itself, and the first after it. */
  readonly before: number;
  readonly reading: Reading;
  /** Of 'flatten': how many rows the layer above reads. */
  readonly rows: number | null;
}

interface Found {
  /** Those that use every block, the order of the file first. */
  readonly chains: readonly Chain[];
  /** The longest that leave blocks out. */
  readonly partial: readonly Chain[];
}

/** Beyond this no more is tried: names and shapes that fit in too many ways tell nothing. */
const MOST_STEPS = 2000;
const MOST_CHAINS = 6;
const MOST_BLOCKS = 100;
/** Fewer rows than these are other things than a flattened sentence: several layers' last states, several poolings side by side. */
const LEAST_ROWS = 5;

export function isOverTime(block: Block): boolean {
  return block.kind === 'recurrent' || block.kind === 'conv';
}

/** @param width numbers a row of the input */
export function findChains(blocks: readonly Block[], width: number): Found {
  if (blocks.length > MOST_BLOCKS) return { chains: [], partial: [] };
  const search = new Search(blocks);
  search.rows([], width);
  return { chains: search.chains, partial: search.chains.length > 0 ? [] : search.partial };
}

class Search {
  readonly chains: Chain[] = [];
  partial: Chain[] = [];
  private readonly blocks: readonly Block[];
  private readonly used = new Set<Block>();
  private readonly overTime: number;
  private steps = 0;

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks;
    this.overTime = blocks.filter(isOverTime).length;
  }

  /** The layers so far, all on rows over time, give `width` numbers each. */
  rows(order: readonly Block[], width: number): void {
    if (this.isOver()) return;
    const last = order.at(-1);
    const timed = order.filter(isOverTime).length;
    if (timed === this.overTime && timed > 0) this.readOut(order, width, last);
    for (const block of this.next(width)) {
      if (block.kind === 'attention') continue;
      this.with(block, () => this.rows([...order, block], block.gives));
    }
  }

  private readOut(order: readonly Block[], width: number, last: Block | undefined): void {
    const before = order.length;
    for (const block of this.next(width)) {
      if (block.kind !== 'attention') continue;
      this.with(block, () => this.vectors([...order, block], width, { before, reading: 'attention', rows: null }));
    }
    if (this.blocks.some((block) => block.kind === 'attention')) return;
    this.vectors(order, width, { before, reading: 'whole', rows: null });
    const top = last?.kind === 'recurrent' ? last.parts.at(-1) : undefined;
    if (top?.isBidirectional) this.vectors(order, top.units, { before, reading: 'one direction', rows: null });
    if (last === undefined || !isOverTime(last)) return;
    const wide = new Set(
      this.blocks.filter(({ kind, reads }) => kind === 'dense' && reads % width === 0).map(({ reads }) => reads),
    );
    for (const reads of wide) {
      const rows = reads / width;
      if (rows >= LEAST_ROWS && !isAllLayers(last, reads)) this.vectors(order, reads, { before, reading: 'flatten', rows });
    }
  }

  private vectors(order: readonly Block[], width: number, how: Pick<Chain, 'before' | 'reading' | 'rows'>): void {
    if (this.isOver()) return;
    if (order.at(-1)?.kind === 'dense' && order.length > how.before) this.keep({ order, ...how });
    for (const block of this.next(width)) {
      if (isOverTime(block) || block.kind === 'attention') continue;
      this.with(block, () => this.vectors([...order, block], block.gives, how));
    }
  }

  private next(width: number): Block[] {
    return this.blocks.filter((block) => block.reads === width && !this.used.has(block));
  }

  private with(block: Block, run: () => void): void {
    this.used.add(block);
    run();
    this.used.delete(block);
  }

  private keep(chain: Chain): void {
    const isNew = (other: Chain) => other.order.some((block, index) => block !== chain.order[index]);
    if (chain.order.length === this.blocks.length) {
      if (this.chains.every(isNew)) this.chains.push(chain);
      return;
    }
    const most = this.partial[0]?.order.length ?? 0;
    if (chain.order.length > most) this.partial = [chain];
    else if (chain.order.length === most && this.partial.length < MOST_CHAINS && this.partial.every(isNew))
      this.partial.push(chain);
  }

  private isOver(): boolean {
    this.steps++;
    return this.steps > MOST_STEPS || this.chains.length >= MOST_CHAINS;
  }
}

/** h_n of every layer and direction side by side. */
export function isAllLayers(last: Block | undefined, reads: number): boolean {
  if (last?.kind !== 'recurrent' || last.parts.length < 2) return false;
  return reads === last.parts.reduce((sum, { units, isBidirectional }) => sum + units * (isBidirectional ? 2 : 1), 0);
}
