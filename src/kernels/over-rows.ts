// AssemblyScript. Several rows become one: all of them for a readout, the `window` of each stride for pool1d.
//   mean: z = sum_t x_t / p      LRP: a linear step with identity weights over the units, N = p n, b = 0
//   max: the greatest of a unit  LRP, gradient: the unit's first maximum takes all

import { MAX } from './codes';
import { Layer } from './layer';
import { divide, settle } from './rule';
import * as m from './memory';

@inline
function row(rows: usize, at: u32, width: u32): usize { return rows + (<usize>at * width << 3); }

/** Rows `first` and on, `count` of them, into one [inPad]. @param chosen [inPad] where max notes the rows it took */
export function gather(l: Layer, first: u32, count: u32, to: usize, chosen: usize): void {
  const end: usize = <usize>l.inPad << 3;
  if (l.how == MAX) {
    for (let k: usize = 0; k < end; k += 8) {
      let best = first;
      for (let at = first + 1; at < first + count; at++) {
        if (load<f64>(row(l.input, at, l.inPad) + k) > load<f64>(row(l.input, best, l.inPad) + k)) best = at;
      }
      store<u64>(chosen + k, best);
      store<f64>(to + k, load<f64>(row(l.input, best, l.inPad) + k));
    }
    return;
  }
  const factor = 1.0 / <f64>count;
  for (let k: usize = 0; k < end; k += 8) {
    let total: f64 = 0;
    for (let at = first; at < first + count; at++) total += load<f64>(row(l.input, at, l.inPad) + k);
    store<f64>(to + k, total * factor);
  }
}

/** The way back, of relevance or gradient (isRule false), into rows `first` and on of `below`, which are 0. @param z the row made */
export function scatter(l: Layer, first: u32, count: u32, above: usize, z: usize, chosen: usize, below: usize, isRule: bool): void {
  const end: usize = <usize>l.inSize << 3;
  if (l.how == MAX) {
    for (let k: usize = 0; k < end; k += 8) {
      store<f64>(row(below, <u32>load<u64>(chosen + k), l.inPad) + k, load<f64>(above + k));
    }
    return;
  }
  const factor = 1.0 / <f64>count;
  let from = above;
  let share: f64 = 0;
  if (isRule) {
    from = m.scratchA;
    divide(from, above, z, l.inPad);
    share = settle(0, count * l.inSize);
  }
  for (let at = first; at < first + count; at++) {
    const x = row(l.input, at, l.inPad), to = row(below, at, l.inPad);
    for (let k: usize = 0; k < end; k += 8) {
      const back = factor * load<f64>(from + k);
      store<f64>(to + k, isRule ? load<f64>(x + k) * back + share : back);
    }
  }
}
