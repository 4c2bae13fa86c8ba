// AssemblyScript. Readouts over time without weights: max and mean (over-rows.ts); last, the row at the last position; flatten, all rows
// in one vector. The last two hand relevance and gradients back as they are. (The final states of a recurrent layer are its own to hand
// on: recurrent.ts.)

import { FLATTEN, LAST } from './codes';
import { Layer } from './layer';
import { gather, scatter } from './over-rows';
import { dripsOf } from './record';
import { noteAt } from './rule';

@inline
function row(rows: usize, at: u32, width: u32): usize { return rows + (<usize>at * width << 3); }

export function forward(l: Layer): void {
  if (l.how == LAST) {
    memory.copy(l.output, row(l.input, l.rows - 1, l.inPad), <usize>l.inPad << 3);
  } else if (l.how == FLATTEN) {
    const bytes: usize = <usize>l.inSize << 3;
    for (let at: u32 = 0; at < l.rows; at++) memory.copy(l.output + <usize>at * bytes, row(l.input, at, l.inPad), bytes);
  } else {
    gather(l, 0, l.rows, l.output, l.trace);
  }
  l.outRows = 1; l.outSame = 0; l.outSameEnd = 0;
}

/** Relevance, or gradient (isRule false), of the input rows, from that of the row handed on. */
export function goBack(l: Layer, above: usize, below: usize, isRule: bool): void {
  memory.fill(below, 0, <usize>l.rows * l.inPad << 3);
  if (l.how == LAST) {
    memory.copy(row(below, l.rows - 1, l.inPad), above, <usize>l.inPad << 3);
  } else if (l.how == FLATTEN) {
    const bytes: usize = <usize>l.inSize << 3;
    for (let at: u32 = 0; at < l.rows; at++) memory.copy(row(below, at, l.inPad), above + <usize>at * bytes, bytes);
  } else {
    noteAt(dripsOf(l, 0));
    scatter(l, 0, l.rows, above, l.output, l.trace, below, isRule);
  }
}
