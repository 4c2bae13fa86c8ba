import type { Net } from './net.ts';

/** What is lit while one box is looked at. */
export interface Paths {
  readonly boxes: ReadonlySet<number>;
  /** Indices into net.ribbons. */
  readonly ribbons: ReadonlySet<number>;
}

/** Every way from the score to this box, and from a box that is no word every way on. */
export function pathsThrough(net: Net, box: number): Paths {
  const boxes = new Set([box]);
  const ribbons = new Set<number>();
  walk(net, box, 'up', boxes, ribbons);
  walk(net, box, 'down', boxes, ribbons);
  return { boxes, ribbons };
}

function walk(net: Net, start: number, way: 'up' | 'down', boxes: Set<number>, ribbons: Set<number>): void {
  const reached = new Set([start]);
  const queue = [start];
  const [here, there] = way === 'up' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  const leading = new Map<number, number[]>();
  for (const [index, ribbon] of net.ribbons.entries()) {
    const known = leading.get(ribbon[here]);
    if (known) known.push(index);
    else leading.set(ribbon[here], [index]);
  }
  for (let box = queue.pop(); box !== undefined; box = queue.pop()) {
    for (const index of leading.get(box) ?? []) {
      ribbons.add(index);
      const next = net.ribbons[index]?.[there] ?? start;
      if (reached.has(next)) continue;
      reached.add(next);
      boxes.add(next);
      queue.push(next);
    }
  }
}
