/** Where keys lead in the drawing. Pure. */
import type { Layout } from './layout.ts';
import type { Net } from './net.ts';

/** The keys that lead from box to box. */
export type BoxKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

/** The box that a key leads to: along its lane, or to the one nearest in the lane above or below. null: there is none that way. */
export function boxTowards(net: Net, layout: Pick<Layout, 'boxes'>, box: number, key: BoxKey): number | null {
  const lane = net.boxes[box]?.lane ?? 0;
  const middle = (index: number) => {
    const { x = 0, width = 0 } = layout.boxes[index] ?? {};
    return x + width / 2;
  };
  const inLane = (wanted: number) =>
    [...net.boxes.keys()].filter((index) => net.boxes[index]?.lane === wanted).sort((a, b) => middle(a) - middle(b));
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const away = (index: number) => Math.abs(middle(index) - middle(box));
    return inLane(lane + (key === 'ArrowUp' ? -1 : 1)).sort((a, b) => away(a) - away(b))[0] ?? null;
  }
  const row = inLane(lane);
  const at = row.indexOf(box);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: row.length - 1 }[key];
  return row[to] ?? null;
}

/** The ribbons that make up what a box has, thickest first; of the score those that it hands on. Indices into net.ribbons. */
export function ribbonsOf(net: Net, box: number): readonly number[] {
  const end = net.lanes[net.boxes[box]?.lane ?? 0]?.kind === 'score' ? 'from' : 'to';
  const size = (index: number) => Math.abs(net.ribbons[index]?.amount ?? 0);
  return [...net.ribbons.keys()].filter((index) => net.ribbons[index]?.[end] === box).sort((a, b) => size(b) - size(a));
}
