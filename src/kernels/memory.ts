// AssemblyScript. Where everything lies: one instance of this module holds one model. First the layers and their weights (layer.ts), then
// scratch, then the trace of the sentence in hand, which moves when a longer sentence needs more room (weights stay where they are).

import { commit, goBack, mark, take } from './arena';
import { ATTENTION, CONV1D, DENSE, LINEAR, MAX, POOL1D, READOUT } from './codes';
import { Direction, direction, handsOnRows, isRecurrent, isWhole, Layer, layer, layers, pad } from './layer';

let wordCount: u32 = 0;
let isNumbers: bool = false;
let size: u32 = 0; // numbers a row that count
export let width: u32 = 0; // and with padding

export let seed: usize = 0; // [C]: relevance, or gradient, at the scores; padded
export let ledger: usize = 0; // [4]: rest, bias share, stabiliser share, unused
let lanesScored: usize = 0; // [2, C], padded

// Scratch for one row, or one time step.
export let scratchA: usize = 0;
export let scratchB: usize = 0;
export let scratchC: usize = 0;
export let scratchD: usize = 0;
let zeroRow: usize = 0;

// The sentence in hand, of up to `capacity` rows.
export let capacity: u32 = 0;
export let ids: usize = 0; // i32 [capacity]: its words; -1 = a row of zeros
let lastIds: usize = 0; // i32 [capacity]: those of the last forward pass
let lastLength: u32 = 0;
/** Whether the sentence before had as many words. */
export let isSameLength: bool = false;
/** [capacity, width]: the embeddings of its words, which the host writes: their table stays outside, so that it may be of any size. */
export let inputs: usize = 0;
export let words: usize = 0; // [2, capacity]: relevance a word and direction
export let sensitivity: usize = 0; // [3, capacity]: of the whole model, of the left encoder alone, of the right
export let gradientInput: usize = 0; // [3, capacity]
let inputBack: usize = 0; // [3, capacity, width]: at the inputs; the whole, then left and right
let laneMarks: usize = 0; // u8 [2, capacity]: 1 = deleted in that lane of a scan
// Scratch, a row a position.
export let steps: usize = 0;
export let wide: usize = 0;
export let shares: usize = 0; // [capacity]

/** The word that fills sentences up (-1: a row of zeros), and how many rows there can be of it; 0: none. */
export let padId: i32 = 0;
export let mostPads: u32 = 0;
export let padRow: usize = 0; // [width]: its embedding
/** Of the sentence in hand, the rows that are words: from, up to but not including end; all others fill it up. */
export let wordsFrom: u32 = 0;
export let wordsEnd: u32 = 0;
export function setWords(from: u32, end: u32): void {
  wordsFrom = from;
  wordsEnd = end;
}

/** What the rows of the sentence in hand are multiplied by (path.ts). */
export let share: f64 = 1;
export function setShare(factor: f64): void { share = factor; }
/** Of a word's gradient only its product with the word is asked for, a direction, into `words`. */
export let isSummed: bool = false;
export function setSummed(only: bool): void { isSummed = only; }

const INPUT_CACHE_BYTES: usize = 32 << 20;
export let cacheRows: u32 = 0;

let weightsEnd: u64 = 0;

@inline
export function input(at: u32): usize { return inputs + (<usize>at * width << 3); }
@inline
export function word(at: u32): i32 { return load<i32>(ids + (<usize>at << 2)); }
@inline
export function laneDeleted(lane: u32, at: u32): usize { return laneMarks + <usize>(lane * capacity + at); }
@inline
export function laneScores(lane: u32): usize { return lanesScored + (<usize>lane * scoresLayer().outPad << 3); }
/** Where nothing is: a row of zeros. */
@inline
export function zeros(): usize { return zeroRow; }

/** Relevance, or gradient, at the inputs. Part 0: of the whole model; 1 and 2: what came through the left and the right encoder. */
@inline
export function inputBackOf(part: u32): usize { return inputBack + (<usize>(part * capacity) * width << 3); }

/** The position that a direction reads at its step t, and the step at which it reads a position: the right one begins at the end. */
@inline
export function position(side: u32, t: u32, T: u32): u32 { return side == 0 ? t : T - 1 - t; }

@inline
export function scoresLayer(): Layer { return layer(layers() - 1); }

/** How many words there are, of so many numbers; of 0 words: the model reads numbers. To be called before the first layer. */
export function setInput(count: u32, columns: u32): void {
  wordCount = count;
  isNumbers = count == 0;
  mostPads = 0;
  size = columns; width = pad(columns);
}

/** To be called before `build`. */
export function setPadding(id: i32, most: u32): void {
  padId = id;
  mostPads = most;
}

/** Rows of a layer's input, and of its output, that there must be room for: one after a readout. */
function roomBelow(l: Layer, room: u32): u32 { return l.index == 0 ? room : roomAbove(layer(l.index - 1), room); }
export function roomAbove(l: Layer, room: u32): u32 {
  if (l.kind == READOUT || l.kind == ATTENTION || (isRecurrent(l) && !handsOnRows(l))) return 4;
  return roomBelow(l, room);
}

/** Numbers that a layer's rows of scratch have: in `steps`, and in `wide`. */
function stepWidth(l: Layer): u32 {
  return isRecurrent(l) ? l.gates * l.dp : l.kind == ATTENTION ? l.weights.rows : l.outPad;
}
function wideWidth(l: Layer): u32 { return l.kind == CONV1D ? l.window * l.inPad : l.inPad; }

/** Lays out what does not depend on the sentence. False: the memory could not be had. */
export function build(): bool {
  if (!isWhole()) return false;
  const first = layer(0);
  let longest: u32 = 16;
  let isBelow = true; // the first recurrent layer
  for (let k: u32 = layers(); k > 0; k--) layer(k - 1).streams = 1;
  for (let k: u32 = 0; k < layers(); k++) {
    const l = layer(k);
    longest = max(longest, max(max(stepWidth(l) + 16, wideWidth(l)), max(l.outPad, l.traceRow)));
    if (l.kind == CONV1D || l.kind == DENSE) l.traceRow = l.outPad;
    else if (l.kind == POOL1D || l.kind == READOUT) l.traceRow = l.how == MAX ? l.outPad : 0;
    else if (l.kind == ATTENTION) l.traceRow = l.weights.rows + 4;
    if (!isRecurrent(l) || !isBelow) continue;
    isBelow = false;
    l.splits = true;
    for (let j: u32 = 0; j < k; j++) layer(j).streams = l.directions;
  }
  first.sumsOnly = first.splits && !isNumbers;
  const C = scoresLayer().outPad;
  seed = take(C); ledger = take(4); lanesScored = take(2 * C);
  scratchA = take(longest); scratchB = take(longest); scratchC = take(longest); scratchD = take(longest);
  zeroRow = take(longest);
  padRow = take(width);
  cacheRows = 0;
  for (let k: u32 = 0; k < layers(); k++) {
    const l = layer(k);
    if (!isRecurrent(l)) continue;
    for (let s: u32 = 0; s < l.directions; s++) {
      direction(l, s).padStates = take(<u64>(k == 0 ? mostPads + 1 : 1) * l.stateRow); // row 0: the initial state, 0
    }
  }
  if (isRecurrent(first)) {
    const part: usize = <usize>(first.gates * first.dp);
    const most = <usize>INPUT_CACHE_BYTES / (<usize>first.directions * part << 3);
    cacheRows = <u32>max(<usize>1, min(<usize>wordCount, most));
    for (let s: u32 = 0; s < first.directions; s++) {
      const dir = direction(first, s);
      dir.cachedIds = take((cacheRows + 1) >> 1);
      dir.cachedInputs = take(<u64>cacheRows * part);
      dir.padInput = take(part);
      dir.padTrace = take(<u64>mostPads * first.traceRow);
    }
  }
  weightsEnd = mark();
  capacity = 0;
  if (!commit()) return false;
  forget();
  return true;
}

/** What was kept of sentences and words no longer holds: the rows of numbers are others. */
export function forget(): void {
  lastLength = 0;
  const first = layer(0);
  if (!isRecurrent(first)) return;
  for (let s: u32 = 0; s < first.directions; s++) {
    const dir = direction(first, s);
    memory.fill(dir.cachedIds, 0xff, <usize>cacheRows << 2);
    if (capacity == 0) continue;
    memory.fill(dir.held, 0xff, <usize>capacity << 2);
    memory.fill(dir.inputParts, 0, <usize>capacity * first.gates * first.dp << 3);
  }
}

function layOutDirection(l: Layer, dir: Direction, room: u32): void {
  dir.held = take((room + 1) >> 1);
  dir.inputParts = take(<u64>room * l.gates * l.dp);
  dir.states = take(<u64>(room + 1) * l.stateRow);
  dir.trace = take(<u64>room * l.traceRow);
  dir.incoming = take(<u64>room * l.dp);
  dir.lanes = l.index == 0 ? take(<u64>(room + 1) * l.stateRow * 2) : 0;
}

function layOutLayer(l: Layer, room: u32): void {
  const below = roomBelow(l, room), above = roomAbove(l, room);
  l.input = l.index == 0 ? inputs : layer(l.index - 1).output;
  l.lowerBack = l.index == 0 ? inputBackOf(1) : layer(l.index - 1).back;
  l.output = take(<u64>above * l.outPad);
  l.back = take(<u64>above * l.outPad * l.streams);
  if (isRecurrent(l)) for (let s: u32 = 0; s < l.directions; s++) layOutDirection(l, direction(l, s), room);
  else if (l.activation == LINEAR && (l.kind == CONV1D || l.kind == DENSE)) l.trace = l.output; // it is its own pre-activation
  else l.trace = take(<u64>below * l.traceRow);
}

/** Makes room for sentences of `length` words. Whatever the trace held is gone if it had to grow. */
export function reserve(length: u32): bool {
  if (length <= capacity) return true;
  const room = pad(max(length, capacity * 2));
  goBack(weightsEnd);
  layer(0).recordRoom = 0;
  capacity = room;
  ids = take((room + 1) >> 1); lastIds = take((room + 1) >> 1); // two i32 in the place of one float64
  inputs = take(<u64>room * width);
  words = take(2 * room);
  sensitivity = take(3 * room);
  gradientInput = take(3 * room);
  inputBack = take(<u64>room * width * 3);
  laneMarks = take((room + 3) >> 2); // 2 x room bytes
  let stepsSize: u64 = 0, wideSize: u64 = 0;
  for (let k: u32 = 0; k < layers(); k++) {
    const l = layer(k), below = roomBelow(l, room);
    layOutLayer(l, room);
    stepsSize = max(stepsSize, <u64>below * stepWidth(l));
    wideSize = max(wideSize, <u64>below * wideWidth(l));
  }
  steps = take(stepsSize); wide = take(wideSize); shares = take(room);
  if (!commit()) { capacity = 0; lastLength = 0; return false; }
  memory.fill(<usize>weightsEnd, 0, <usize>(mark() - weightsEnd));
  forget();
  return true;
}

/** The next forward pass computes all of its rows; products of words stand. */
export function forgetSentence(): void { lastLength = 0; }

/** What of the `T` words in `ids` is as it was for the sentence before: into the first layer. False: all of it. */
export function compare(T: u32): bool {
  const common = min(T, lastLength);
  let same: u32 = 0, sameEnd: u32 = 0;
  while (same < common && word(same) == load<i32>(lastIds + (<usize>same << 2))) same++;
  isSameLength = T == lastLength;
  if (isSameLength && same == T) return false;
  while (sameEnd < common && word(T - 1 - sameEnd) == load<i32>(lastIds + (<usize>(lastLength - 1 - sameEnd) << 2))) sameEnd++;
  memory.copy(lastIds, ids, <usize>T << 2);
  lastLength = T;
  const first = layer(0);
  first.rows = T; first.same = same; first.sameEnd = sameEnd;
  return true;
}
