// AssemblyScript. Pooling over time: windows of p rows, one after another (over-rows.ts); an incomplete last one is dropped.

import { Layer } from './layer';
import * as m from './memory';
import { gather, scatter } from './over-rows';
import { dripsOf } from './record';
import { noteAt } from './rule';

@inline
function row(rows: usize, at: u32, width: u32): usize { return rows + (<usize>at * width << 3); }

export function forward(l: Layer): void {
  l.outRows = l.rows / l.window;
  l.outSame = l.same / l.window;
  // Windows are counted from the beginning: an unchanged end has the same ones only where the length is the same.
  const unchanged = (l.rows - l.sameEnd + l.window - 1) / l.window;
  l.outSameEnd = m.isSameLength && unchanged < l.outRows ? l.outRows - unchanged : 0;
  for (let at = l.outSame; at < l.outRows - l.outSameEnd; at++) {
    gather(l, at * l.window, l.window, row(l.output, at, l.outPad), row(l.trace, at, l.traceRow));
  }
}

/** Relevance, or gradient (isRule false), of the input rows, from that of the rows handed on. */
export function goBack(l: Layer, above: usize, below: usize, isRule: bool): void {
  memory.fill(below, 0, <usize>l.rows * l.inPad << 3);
  for (let at: u32 = 0; at < l.outRows; at++) {
    const z = row(l.output, at, l.outPad), chosen = row(l.trace, at, l.traceRow);
    noteAt(dripsOf(l, at));
    scatter(l, at * l.window, l.window, row(above, at, l.outPad), z, chosen, below, isRule);
  }
}
