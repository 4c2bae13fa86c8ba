// AssemblyScript. What a way back leaves behind where it is asked to (src/explain/inside): of each step of a recurrent layer the relevance, or
// gradient, of its states, and of each row what it handed to no lower unit. It is what the way back computes anyway, copied; where nobody
// asks, each step looks at one flag. The room for it lies behind the trace, and is taken when it is first asked for.
//
// A row of a step, blocks of dp: R of h_t, c_t, of the source (g of an LSTM, n of a GRU), then what h_{t-1} gets through the source and what
// is kept (c_{t-1} of an LSTM, h_{t-1} of a GRU); of the gradient: at h_t, what c_t has of c_{t+1}, unused, at h_{t-1}, at c_{t-1}.
// Then numbers: bias share, stabiliser share, rest; what the input row gets (LRP); of the gradient times the values, a gate each, what goes
// through it to h_{t-1} [4], and to the input row [4].

import { commit, take } from './arena';
import { CONV1D, GRU } from './codes';
import { Direction, direction, isRecurrent, Layer, layer, layers } from './layer';
import { dot } from './matrix';
import * as m from './memory';

export const SOURCE: usize = 2;
export const THROUGH: usize = 3;
export const KEPT: usize = 4;
const BLOCKS: u32 = 5;
const NUMBERS: u32 = 12;
const INPUT: usize = 3;
const GATES_TO_STATE: usize = 4;
const GATES_TO_INPUT: usize = 8;
const DRIPS: u32 = 4; // of a row: bias share, stabiliser share, rest, unused

let isOn: bool = false;

@inline
function widthOf(l: Layer): u32 { return BLOCKS * l.dp + NUMBERS; }

/** Whether the next ways back are to be recorded. False: there is no memory for it. */
export function setRecord(on: bool): bool {
  isOn = false;
  if (!on) return true;
  const first = layer(0);
  if (first.recordRoom != m.capacity) {
    for (let k: u32 = 0; k < layers(); k++) layOut(layer(k));
    if (!commit()) return false;
    first.recordRoom = m.capacity;
  }
  for (let k: u32 = 0; k < layers(); k++) clear(layer(k));
  isOn = true;
  return true;
}

function layOut(l: Layer): void {
  const above = m.roomAbove(l, m.capacity);
  l.drips = take(<u64>above * DRIPS);
  if (l.kind == CONV1D) l.windows = take(<u64>above * l.window);
  if (!isRecurrent(l)) return;
  for (let s: u32 = 0; s < l.directions; s++) direction(l, s).record = take(<u64>m.capacity * widthOf(l));
}

function clear(l: Layer): void {
  memory.fill(l.drips, 0, <usize>(l.outRows * DRIPS) << 3);
  if (l.kind == CONV1D) memory.fill(l.windows, 0, <usize>(l.outRows * l.window) << 3);
  if (!isRecurrent(l)) return;
  for (let s: u32 = 0; s < l.directions; s++) memory.fill(direction(l, s).record, 0, <usize>(l.rows * widthOf(l)) << 3);
}

/** Where the shares of a row that a layer hands on are noted; 0: nowhere. */
@inline
export function dripsOf(l: Layer, at: u32): usize { return isOn ? l.drips + (<usize>(at * DRIPS) << 3) : 0; }

/** Where the record of a step lies. */
@inline
export function recordOf(l: Layer, dir: Direction, t: u32): usize { return dir.record + (<usize>t * widthOf(l) << 3); }

/** The same; 0: nothing is recorded. */
@inline
export function stepOf(l: Layer, dir: Direction, t: u32): usize { return isOn ? recordOf(l, dir, t) : 0; }

@inline
export function stepDrips(l: Layer, step: usize): usize { return step == 0 ? 0 : step + (<usize>(BLOCKS * l.dp) << 3); }

/** A block of a step's record. */
@inline
export function keep(l: Layer, step: usize, block: usize, values: usize): void {
  if (step != 0) memory.copy(step + block * (<usize>l.dp << 3), values, <usize>l.dp << 3);
}

export function keepInput(l: Layer, step: usize, relevance: f64): void {
  if (step != 0) store<f64>(stepDrips(l, step) + (INPUT << 3), relevance);
}

/** What row `j` of the window of an output row of a conv1d gets; of each part of the relevance that comes, one after the other. */
export function keepWindow(l: Layer, at: u32, j: u32, amount: f64): void {
  if (!isOn) return;
  const place = l.windows + (<usize>(at * l.window + j) << 3);
  store<f64>(place, load<f64>(place) + amount);
}

export function isKept(): bool { return isOn; }

/**
 * Of the gradient dz [G dp] at the pre-activations of a step: z = W x + U h + b, so that dz . (W x) and dz . (U h), gate by gate, are what goes
 * to the input row and to the state before, times their values. Of a GRU's n, U h is what z_n has beside W x and its biases, reset or not.
 * @param input W x @param product U h; of a GRU's n not read @param trace of the step
 */
export function keepGates(l: Layer, dir: Direction, step: usize, dz: usize, input: usize, product: usize, trace: usize): void {
  const numbers = stepDrips(l, step), block: usize = <usize>l.dp << 3;
  for (let gate: usize = 0; gate < l.gates; gate++) {
    const at = gate * block;
    if (l.kind == GRU && gate == 2) {
      const pre = trace + 3 * block;
      for (let k: usize = 0; k < block; k += 8) {
        const inner = load<f64>(trace + k) * load<f64>(dir.hiddenBias + k);
        const known = load<f64>(input + at + k) + load<f64>(dir.bias + at + k) + inner;
        store<f64>(product + at + k, load<f64>(pre + k) - known);
      }
    }
    store<f64>(numbers + ((GATES_TO_STATE + gate) << 3), dot(dz + at, product + at, l.dp));
    store<f64>(numbers + ((GATES_TO_INPUT + gate) << 3), dot(dz + at, input + at, l.dp));
  }
}
