/** The network of one sentence as it is drawn: boxes in lanes, ribbons between them, and the steps in which relevance passes. Pure. */
import type { Inside, InsideNode, InsideVia } from '../../../engine/inside-protocol.ts';

/** A row of boxes: what one layer hands on, or the states of one of its directions. */
export interface Lane {
  readonly kind: 'score' | 'rows' | 'left' | 'right' | 'input';
  /** Index into ModelInfo.layers; -1: the input. */
  readonly layer: number;
}

/** A node; of an LSTM the state and the cell after a step are one. */
export interface Box {
  /** Indices into Inside.nodes, from the score down. */
  readonly nodes: readonly number[];
  readonly lane: number;
  /** Its place among the boxes of its lane. */
  readonly row: number;
  /** The rows of the input above which it stands. */
  readonly over: readonly [from: number, to: number];
  readonly word: number | null;
  readonly isPad: boolean;
  /** What comes in from other boxes; of the score all there is. */
  readonly amount: number;
  /** What its nodes hand to no other. */
  readonly drips: number;
  /** The step with which it hands on what it has, from 0; null: it hands on nothing. */
  readonly stage: number | null;
  /** How many steps are done when something has come to it; where nothing comes, all. */
  readonly reached: number;
}

/** A flow between two boxes. */
export interface Ribbon {
  /** Index into Inside.flows. */
  readonly flow: number;
  /** Indices of boxes. */
  readonly from: number;
  readonly to: number;
  readonly via: InsideVia;
  readonly amount: number;
  /** That of the box it comes from. */
  readonly stage: number;
}

export interface Net {
  /** From the score down. */
  readonly lanes: readonly Lane[];
  readonly boxes: readonly Box[];
  readonly ribbons: readonly Ribbon[];
  /** The box of each node. */
  readonly boxOf: readonly number[];
  /** How many steps it takes until everything has arrived. */
  readonly steps: number;
  /** Rows of the input. */
  readonly columns: number;
}

const LANE_ORDER: readonly Lane['kind'][] = ['score', 'rows', 'left', 'right', 'input'];

export function netOf({ nodes, flows }: Pick<Inside, 'nodes' | 'flows'>): Net {
  const lanes = lanesOf(nodes);
  const { boxOf, groups } = grouped(nodes);
  const between = flows.flatMap(({ from, to, via, amount }, flow) => {
    const [upper, lower] = [boxOf[from] ?? 0, boxOf[to] ?? 0];
    return upper === lower ? [] : [{ flow, from: upper, to: lower, via, amount }];
  });
  const stageOf = stages(nodes, groups, new Set(between.map(({ from }) => from)));
  const steps = 1 + Math.max(-1, ...stageOf.values());
  const inflow = new Float64Array(groups.length);
  const reached = groups.map(() => steps);
  for (const { from, to, amount } of between) {
    inflow[to] = (inflow[to] ?? 0) + amount;
    reached[to] = Math.min(reached[to] ?? steps, 1 + (stageOf.get(from) ?? 0));
  }
  const boxes = groups.map((members, box): Box => {
    const first = nodes[members[0] ?? 0] as InsideNode;
    return {
      nodes: members,
      lane: lanes.findIndex((lane) => isSame(lane, laneOf(first))),
      row: first.row,
      over: first.over,
      word: first.word,
      isPad: first.isPad,
      amount: first.kind === 'score' ? first.amount : (inflow[box] ?? 0),
      drips: members.reduce((sum, node) => sum + drippingFrom(nodes[node]), 0),
      stage: stageOf.get(box) ?? null,
      reached: first.kind === 'score' ? 0 : (reached[box] ?? steps),
    };
  });
  return {
    lanes,
    boxes,
    ribbons: between.map((flow) => ({ ...flow, stage: stageOf.get(flow.from) ?? 0 })),
    boxOf,
    steps,
    columns: nodes.reduce((most, { over }) => Math.max(most, over[1]), 0),
  };
}

function drippingFrom(node: InsideNode | undefined): number {
  if (!node) return 0;
  const { rest, bias, stabiliser, change } = node.drips;
  return rest + bias + stabiliser + change;
}

function laneOf({ kind, layer, side }: InsideNode): Lane {
  if (kind === 'score' || kind === 'input') return { kind, layer };
  return { kind: side ?? 'rows', layer };
}

const isSame = (a: Lane, b: Lane) => a.kind === b.kind && a.layer === b.layer;

/** Layers come from above; of one layer what it hands on, then the direction that reads from the left, then the other. */
function lanesOf(nodes: readonly InsideNode[]): Lane[] {
  const lanes: Lane[] = [];
  for (const node of nodes) {
    const lane = laneOf(node);
    if (!lanes.some((one) => isSame(one, lane))) lanes.push(lane);
  }
  const rank = ({ kind }: Lane) => LANE_ORDER.indexOf(kind);
  const ends = ({ kind }: Lane) => (kind === 'score' ? -1 : kind === 'input' ? 1 : 0);
  return lanes.sort((a, b) => ends(a) - ends(b) || b.layer - a.layer || rank(a) - rank(b));
}

/** An LSTM's cell belongs to the box of its state. */
function grouped(nodes: readonly InsideNode[]): { boxOf: number[]; groups: number[][] } {
  const groups: number[][] = [];
  const states = new Map<string, number>();
  const boxOf = nodes.map((node, index) => {
    const key = node.step === null ? null : `${node.layer} ${node.side} ${node.step}`;
    const known = key === null ? undefined : states.get(key);
    if (known !== undefined) {
      groups[known]?.push(index);
      return known;
    }
    const box = groups.push([index]) - 1;
    if (key !== null) states.set(key, box);
    return box;
  });
  return { boxOf, groups };
}

/** Boxes that hand something on, in the order in which they have all that comes to them; those of one tick go together. */
function stages(
  nodes: readonly InsideNode[],
  groups: readonly (readonly number[])[],
  senders: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const tickOf = (box: number) => Math.max(...(groups[box] ?? []).map((node) => nodes[node]?.tick ?? 0));
  const ticks = [...new Set([...senders].map(tickOf))].sort((a, b) => a - b);
  const rank = new Map(ticks.map((tick, index) => [tick, index]));
  return new Map([...senders].map((box) => [box, rank.get(tickOf(box)) ?? 0]));
}
