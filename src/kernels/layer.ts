// AssemblyScript. The list of layers: what each is, where its weights lie, and where it keeps its part of the trace.
//
// A layer reads `rows` rows of `inSize` numbers, those of the layer below (the embedded words, for the first), and writes `outRows` rows of
// `outSize`. Rows are rounded up to multiples of 4 numbers (`inPad`, `outPad`), with zeros that stay zero, so vector loops need no tails;
// where padding cannot be zero (a sigmoid of 0 is 1/2), what reads it has zero weights for it.

import { commit, start, take } from './arena';
import { ALL_ROWS, FINAL_LEFT, FINAL_RIGHT, LSTM, GRU, RNN } from './codes';
import { Matrix } from './matrix';

/** One direction of a recurrent layer. t counts its own time steps from 0. */
@unmanaged
export class Direction {
  side: u32; // 0 = left, which reads left to right; 1 = right, which reads the reversed sentence
  input: Matrix; // [G dp, inPad]: blocks of dp rows, a gate each
  hidden: Matrix; // [G dp, dp]
  bias: usize; // [G dp]
  hiddenBias: usize; // [dp]: of a GRU's Wh h, inside the reset gate
  transposed: Matrix; // [dp, G dp rounded up to 16]: for deletion scans
  // The trace.
  held: usize; // i32 [room]: the word whose W x stands in a row of inputParts; -1 = zero
  inputParts: usize; // [room, G dp]: W x
  states: usize; // [room + 1, stateRow]: h, then c of an LSTM; row t is the state before step t
  trace: usize; // [room, traceRow]
  incoming: usize; // [room, dp]: relevance, or gradient, that comes to h of each step from the layer above
  // W x of words met before, whatever sentence they stood in: a word has one row it may stand in, the last to come stays.
  cachedIds: usize; // i32 [cacheRows]
  cachedInputs: usize; // [cacheRows, G dp]
  lanes: usize; // [2, room + 1, stateRow]: the states of a deletion scan
  // The rows that fill a sentence up, where they are read first: the same for every sentence, so computed once (recurrent.ts).
  pads: u32; // steps of the sentence in hand whose states and trace are these
  knownPads: u32; // steps that have been computed
  padInput: usize; // [G dp]: W x of such a row
  padStates: usize; // [most pads + 1, stateRow]
  padTrace: usize; // [most pads, traceRow]
  record: usize; // [room, ...]: record.ts
}

@unmanaged
export class Layer {
  index: u32;
  kind: i32;
  inSize: u32;
  inPad: u32;
  outSize: u32;
  outPad: u32;
  // Options; see codes.ts.
  activation: i32;
  gate: i32;
  merge: i32;
  returns: i32;
  how: i32; // of readout and pool1d
  resetAfter: bool;
  window: u32; // rows that a conv1d or pool1d reads at a time
  before: u32; // zero rows that a conv1d reads before the first
  after: u32; // and after the last
  // Recurrent layers.
  gates: u32; // G
  unit: u32; // d
  dp: u32;
  stateRow: u32;
  directions: u32;
  left: Direction;
  right: Direction;
  // Weights of the others.
  weights: Matrix;
  bias: usize;
  vector: usize; // attention's v
  // The sentence in hand.
  rows: u32;
  outRows: u32;
  same: u32; // rows from the beginning, and from the end, that are as they were for the sentence before
  sameEnd: u32;
  outSame: u32;
  outSameEnd: u32;
  // The trace.
  traceRow: u32;
  trace: usize; // [room, traceRow]: what this kind keeps
  input: usize; // [room, inPad]
  output: usize; // [room, outPad]
  streams: u32; // the parts in which relevance comes to its output: left and right below the first recurrent layer, else one
  back: usize; // [streams, room, outPad]: relevance, or gradient, at its output
  lowerBack: usize; // the same at its input
  splits: bool; // the first recurrent layer: what its directions hand down stays apart
  sumsOnly: bool; // the first layer, recurrent, on words: of a word's relevance only the sum is asked for
  // The record of a way back (record.ts).
  recordRoom: u32; // of the first layer: for how many rows there is room
  drips: usize; // [room, 4]
  windows: usize; // [room, window], of a conv1d
}

let list: usize = 0; // addresses of the layers
let count: u32 = 0;
let failed: bool = false;
const MOST_LAYERS: u32 = 256;

function make(bytes: usize): usize {
  const at = take((bytes + 7) >> 3);
  if (!commit()) { failed = true; return 0; }
  memory.fill(at, 0, bytes);
  return at;
}

@inline
export function pad(n: u32): u32 { return (n + 3) & ~3; }
@inline
export function layers(): u32 { return count; }
@inline
export function layer(k: u32): Layer { return changetype<Layer>(load<usize>(list + (<usize>k << 2))); }
@inline
export function isRecurrent(l: Layer): bool { return l.kind == LSTM || l.kind == GRU || l.kind == RNN; }
@inline
export function direction(l: Layer, s: u32): Direction { return s == 0 ? l.left : l.right; }
/** Whether anything of this direction is handed on. */
@inline
export function isUsed(l: Layer, s: u32): bool { return s == 0 ? l.returns != FINAL_RIGHT : l.returns != FINAL_LEFT; }
@inline
export function handsOnRows(l: Layer): bool { return l.returns == ALL_ROWS; }

/** A new model without layers. */
export function begin(): void {
  start();
  failed = false;
  count = 0;
  list = make(<usize>MOST_LAYERS << 2);
}

/** False: memory, or room for layers, ran out. */
export function isWhole(): bool { return !failed; }

/** Appends a layer and returns its number. Its options and tensors follow. */
export function addLayer(kind: i32, inSize: u32, outSize: u32): u32 {
  const at = make(offsetof<Layer>());
  if (count == MOST_LAYERS) failed = true;
  if (failed) return 0;
  store<usize>(list + (<usize>count << 2), at);
  const l = changetype<Layer>(at);
  l.index = count;
  l.kind = kind;
  l.inSize = inSize; l.inPad = pad(inSize);
  l.outSize = outSize; l.outPad = pad(outSize);
  return count++;
}

/** Of a recurrent layer with G gates and d units a direction. */
export function setRecurrent(k: u32, units: u32, directions: u32, gate: i32, activation: i32, merge: i32, returns: i32, resetAfter: bool): void {
  if (failed) return;
  const l = layer(k);
  l.unit = units; l.dp = pad(units);
  l.gates = l.kind == LSTM ? 4 : l.kind == GRU ? 3 : 1;
  l.stateRow = l.kind == LSTM ? 2 * l.dp : l.dp;
  l.traceRow = l.kind == LSTM ? 6 * l.dp : l.kind == GRU ? 5 * l.dp : l.dp;
  l.directions = directions;
  l.gate = gate; l.activation = activation; l.merge = merge; l.returns = returns;
  l.resetAfter = resetAfter;
  for (let s: u32 = 0; s < directions; s++) {
    const at = make(offsetof<Direction>());
    if (failed) return;
    const dir = changetype<Direction>(at);
    dir.side = s;
    if (s == 0) l.left = dir; else l.right = dir;
  }
}

/** Of the other layers: the kernels of each kind read what concerns it. */
export function setOptions(k: u32, activation: i32, how: i32, window: u32, before: u32, after: u32): void {
  if (failed) return;
  const l = layer(k);
  l.activation = activation; l.how = how;
  l.window = window; l.before = before; l.after = after;
}

/** Room for a matrix of padded sizes, whose numbers are float32 (narrow) or float64; returns where they lie. */
function makeMatrix(rows: u32, columns: u32, narrow: bool): Matrix {
  const at = make(offsetof<Matrix>());
  const matrix = changetype<Matrix>(at);
  const numbers = take(narrow ? (<u64>rows * columns + 1) >> 1 : <u64>rows * columns);
  if (!commit()) failed = true;
  if (failed) return matrix;
  matrix.at = numbers;
  matrix.rows = rows; matrix.columns = columns;
  matrix.narrow = narrow;
  return matrix;
}

function makeVector(size: u32): usize { return make(<usize>size << 3); }

/** The weights of a direction of a recurrent layer. */
export function addDirection(k: u32, s: u32, narrowInput: bool, narrowHidden: bool): void {
  if (failed) return;
  const l = layer(k), dir = direction(l, s), rows = l.gates * l.dp;
  dir.input = makeMatrix(rows, l.inPad, narrowInput);
  dir.hidden = makeMatrix(rows, l.dp, narrowHidden);
  dir.bias = makeVector(rows);
  dir.hiddenBias = makeVector(l.dp);
  dir.transposed = makeMatrix(l.dp, (rows + 15) & ~15, narrowHidden);
}

/** The weight matrix of another layer: [rows, columns], both rounded up. */
export function addWeights(k: u32, rows: u32, columns: u32, narrow: bool): void {
  if (failed) return;
  layer(k).weights = makeMatrix(rows, columns, narrow);
}

export function addVectors(k: u32, size: u32): void {
  if (failed) return;
  const l = layer(k);
  l.bias = makeVector(pad(size));
  l.vector = makeVector(pad(size));
}
