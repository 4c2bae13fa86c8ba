/** The way a ribbon takes from box to box: down from lane to lane, or sideways through time. Pure; pixels. */
import type { Net, Ribbon } from './net.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedRibbon {
  /** SVG path of its middle, from the upper box to the lower one. */
  readonly path: string;
  /** How thick it is; 0: nothing flows. */
  readonly thickness: number;
}

/** What is there at all can be seen. */
const THINNEST = 0.75;
/** Where ribbons leave and enter a state sideways, as a share of its height: what the state keeps above, all else beneath. */
const KEPT = 0.3;
const OTHERS = 0.7;
/** How far from the middle of a column the two directions' ribbons run, as a share of a box's width. */
const ASIDE = 0.25;
const MOST_LIFT = 30;

/** Where a ribbon meets the boxes at its two ends, from their middle (downwards) or their upper edge (sideways). */
type Offsets = { from: number; to: number };

export function placeRibbons(net: Net, boxes: readonly Place[], scale: number): PlacedRibbon[] {
  const thickness = net.ribbons.map(({ amount }) => (amount === 0 ? 0 : Math.max(THINNEST, Math.abs(amount) * scale)));
  const offsets = offsetsOf(net, boxes, thickness);
  return net.ribbons.map((ribbon, index) => {
    const [from, to] = [boxes[ribbon.from], boxes[ribbon.to]];
    const at = offsets[index] ?? { from: 0, to: 0 };
    const path =
      !from || !to ? '' : isSideways(net, ribbon) ? sideways(from, to, at, ribbon.via === 'kept') : downwards(from, to, at);
    return { path, thickness: thickness[index] ?? 0 };
  });
}

function isSideways(net: Net, { from, to }: Ribbon): boolean {
  return net.boxes[from]?.lane === net.boxes[to]?.lane;
}

function downwards(from: Place, to: Place, at: Offsets): string {
  const [x1, y1] = [middle(from) + at.from, from.y + from.height];
  const [x2, y2] = [middle(to) + at.to, to.y];
  const bend = y1 + (y2 - y1) / 2;
  return `M${px(x1)} ${px(y1)}C${px(x1)} ${px(bend)} ${px(x2)} ${px(bend)} ${px(x2)} ${px(y2)}`;
}

/** An arc from middle to middle: over the boxes what the state keeps, beneath them all else. */
function sideways(from: Place, to: Place, at: Offsets, isKept: boolean): string {
  const [x1, x2] = [middle(from), middle(to)];
  const lift = Math.min(MOST_LIFT, Math.abs(x2 - x1) * 0.5) * (isKept ? -1 : 1);
  const bend = (share: number) => px(x1 + (x2 - x1) * share);
  const [y1, y2] = [from.y + at.from, to.y + at.to];
  return `M${px(x1)} ${px(y1)}C${bend(0.3)} ${px(y1 + lift)} ${bend(0.7)} ${px(y2 + lift)} ${px(x2)} ${px(y2)}`;
}

/** Ribbons that leave or enter a box at the same side lie beside one another, in the order of where they lead. */
function offsetsOf(net: Net, boxes: readonly Place[], thickness: readonly number[]): Offsets[] {
  const offsets = net.ribbons.map(() => ({ from: 0, to: 0 }));
  const ports = new Map<string, { readonly end: keyof Offsets; readonly ribbons: number[] }>();
  const both = new Set(net.lanes.flatMap(({ kind, layer }) => (kind === 'right' && hasLeft(net, layer) ? [layer] : [])));
  for (const [index, ribbon] of net.ribbons.entries()) {
    for (const end of ['from', 'to'] as const) {
      const side = isSideways(net, ribbon) ? `sideways ${ribbon.via === 'kept'}` : sideOf(net, ribbon, both);
      const key = `${end} ${ribbon[end]} ${side}`;
      const port = ports.get(key);
      if (port) port.ribbons.push(index);
      else ports.set(key, { end, ribbons: [index] });
    }
  }
  for (const { end, ribbons } of ports.values()) {
    const first = net.ribbons[ribbons[0] ?? 0];
    const box = first && boxes[first[end]];
    if (!first || !box) continue;
    const across = isSideways(net, first);
    const other = end === 'from' ? 'to' : 'from';
    const place = (index: number) => middle(boxes[net.ribbons[index]?.[other] ?? 0] ?? box);
    if (!across) ribbons.sort((a, b) => place(a) - place(b));
    const isKept = first.via === 'kept';
    const side = across ? null : sideOf(net, first, both);
    const aside = side === 'left' ? -ASIDE : side === 'right' ? ASIDE : 0;
    const start = across ? (isKept ? KEPT : OTHERS) * box.height : isWhole(net, first[end]) ? 0 : aside * Math.min(box.width, 60);
    const room = across ? box.height * 0.5 : (aside === 0 ? 1 : 0.5) * box.width - 4;
    const total = ribbons.reduce((sum, index) => sum + (thickness[index] ?? 0), 0);
    const squeeze = total > room ? room / total : 1;
    let at = start - (total * squeeze) / 2;
    for (const index of ribbons) {
      const share = (thickness[index] ?? 0) * squeeze;
      const offset = offsets[index];
      if (offset) offset[end] = at + share / 2;
      at += share;
    }
  }
  return offsets;
}

function hasLeft(net: Net, layer: number): boolean {
  return net.lanes.some((lane) => lane.kind === 'left' && lane.layer === layer);
}

/** The direction that a ribbon belongs to, where its layer reads in both; else ''. */
function sideOf(net: Net, { from, to }: Ribbon, both: ReadonlySet<number>): string {
  for (const box of [from, to]) {
    const lane = net.lanes[net.boxes[box]?.lane ?? 0];
    if (lane && (lane.kind === 'left' || lane.kind === 'right') && both.has(lane.layer)) return lane.kind;
  }
  return '';
}

/** It stands for all words: what leaves it goes by where it leads. */
function isWhole(net: Net, box: number): boolean {
  const { over, lane } = net.boxes[box] ?? { over: [0, 0], lane: 0 };
  return net.lanes[lane]?.kind !== 'input' && over[1] - over[0] === net.columns;
}

function middle({ x, width }: Place): number {
  return x + width / 2;
}

/** Two digits after the point are beyond what one sees. */
function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}
