// AssemblyScript. Where everything lies: one instance of this module holds one model. First the weights (fixed once configured),
// then the trace of the sentence in hand, which moves when a longer sentence needs more room (weights stay where they are).
//
// Sizes: V words, e embedding, d hidden, C classes, S directions (1 or 2; 0 = left, 1 = right).
// Padding: e and d are rounded up to multiples of 4 (ep, dp), the padding is zero everywhere and stays zero, so vector loops need
// no tails. A gate block has dp rows; blocks stand in the order i, g, f, o (Arras et al. 2017).

export let V: u32 = 0;
export let e: u32 = 0;
export let d: u32 = 0;
export let C: u32 = 0;
export let S: u32 = 0;
export let ep: u32 = 0;
export let dp: u32 = 0;
/** 4 dp: rows of a gate matrix. */
export let gp: u32 = 0;
/** C rounded up to a multiple of 4. */
export let cp: u32 = 0;

// The weights.
export let embeddings: usize = 0; // [V, ep]
export let zeroEmbedding: usize = 0; // [ep]: stands for a deleted word
let zeroInput: usize = 0; // [gp]: Wxh x of a deleted word
let weights: usize = 0; // S times: Wxh [gp, ep], Whh [gp, dp], b [gp], Why [cp, dp]
let weightsSize: usize = 0; // bytes a direction
export let outputBias: usize = 0; // [cp]
export let unitMask: usize = 0; // [dp]: 1 for the d real units, 0 for padding

// One value a class, and scratch for one time step.
export let scores: usize = 0; // [cp]
export let seed: usize = 0; // [cp]: relevance, or gradient, at the scores
export let scratchClass: usize = 0; // [cp]
export let scratchA: usize = 0; // [gp]
export let scratchB: usize = 0; // [gp]
export let scratchC: usize = 0; // [gp]
export let scratchD: usize = 0; // [gp]
export let ledger: usize = 0; // [4]: rest, bias share, stabiliser share, unused

// The trace, for up to `capacity` words.
export let capacity: u32 = 0;
export let ids: usize = 0; // i32 [capacity]; -1 = zero embedding
export let words: usize = 0; // [S, capacity]: relevance a word and direction
export let sensitivity: usize = 0; // [3, capacity]: of the whole model, of the left encoder alone, of the right
export let gradientInput: usize = 0; // [3, capacity]
export let gradients: usize = 0; // [3, capacity, ep]
export let preGradients: usize = 0; // [capacity, gp]: ds/dz of one direction, a row a position
let trace: usize = 0; // S times, in time steps of the direction, see below
let traceSize: usize = 0;

// Two lanes of a deletion scan (deletion-scan.ts).
let transposed: usize = 0; // S times Whh^T [dp, gp]
let laneStates: usize = 0; // [2 lanes, S, 2 (hidden, cells), capacity + 1, dp]
let laneMarks: usize = 0; // u8 [2, capacity]: 1 = deleted
let lanesScored: usize = 0; // [2, cp]

// What of the trace holds for the sentence to come (forward.ts).
let knownSteps: usize = 0; // u32 [2]: steps of a direction whose states follow from the ids in `read`
let held: usize = 0; // i32 [2, capacity]: the word whose Wxh x stands in a row of inputParts; -1 = none yet
let read: usize = 0; // i32 [2, capacity]: the word a direction read at a step; -1 = zero embedding

// Wxh x of words met before, whatever sentence they stood in: a word has one row it may stand in, the last to come stays.
const INPUT_CACHE_BYTES: usize = 32 << 20;
let cacheRows: u32 = 0;
let cachedIds: usize = 0; // i32 [S, cacheRows]; -1 = none yet
let cachedInputs: usize = 0; // [S, cacheRows, gp]

let weightsEnd: usize = 0;

@inline
export function inputWeights(s: u32): usize { return weights + s * weightsSize; }
@inline
export function hiddenWeights(s: u32): usize { return inputWeights(s) + (<usize>gp * ep << 3); }
@inline
export function bias(s: u32): usize { return hiddenWeights(s) + (<usize>gp * dp << 3); }
@inline
export function outputWeights(s: u32): usize { return bias(s) + (<usize>gp << 3); }

// A direction's trace. t counts its own time steps from 0; states have one row more: row t is the state before step t.
@inline
export function inputParts(s: u32, t: u32): usize { return trace + s * traceSize + (<usize>t * gp << 3); } // Wxh x [gp]
@inline
export function gates(s: u32, t: u32): usize { return inputParts(s, capacity) + (<usize>t * gp << 3); } // after activation [gp]
@inline
export function preG(s: u32, t: u32): usize { return gates(s, capacity) + (<usize>t * dp << 3); } // g before tanh [dp]
@inline
export function tanhCells(s: u32, t: u32): usize { return preG(s, capacity) + (<usize>t * dp << 3); } // tanh c after step t [dp]
@inline
export function cells(s: u32, t: u32): usize { return tanhCells(s, capacity) + (<usize>t * dp << 3); } // [dp], rows 0..T
@inline
export function hidden(s: u32, t: u32): usize { return cells(s, capacity + 1) + (<usize>t * dp << 3); } // [dp], rows 0..T

/** Wxh x [gp] of the word read at step t. A deleted word's is zero, and what its row holds is kept: the word may come back. */
@inline
export function inputPart(s: u32, t: u32): usize { return load<i32>(readAt(s, t)) < 0 ? zeroInput : inputParts(s, t); }

/** Where the cache notes the word whose Wxh x stands in the row that `id` may stand in, and that row [gp]. */
@inline
export function cachedIdAt(s: u32, id: i32): usize { return cachedIds + (<usize>(s * cacheRows + <u32>id % cacheRows) << 2); }
@inline
export function cachedInput(s: u32, id: i32): usize { return cachedInputs + (<usize>(s * cacheRows + <u32>id % cacheRows) * gp << 3); }

@inline
export function noInput(): usize { return zeroInput; }

@inline
export function transposedHidden(s: u32): usize { return transposed + (<usize>(s * gp) * dp << 3); }

@inline
function laneState(lane: u32, s: u32, kind: u32, t: u32): usize {
  return laneStates + (<usize>(((lane * S + s) * 2 + kind) * (capacity + 1) + t) * dp << 3);
}
/** A lane's states before step t of a direction [dp]. */
@inline
export function laneHidden(lane: u32, s: u32, t: u32): usize { return laneState(lane, s, 0, t); }
@inline
export function laneCells(lane: u32, s: u32, t: u32): usize { return laneState(lane, s, 1, t); }
@inline
export function laneDeleted(lane: u32, at: u32): usize { return laneMarks + <usize>(lane * capacity + at); }
@inline
export function laneScores(lane: u32): usize { return lanesScored + (<usize>(lane * cp) << 3); }

/** Row 0: of the whole model; 1 and 2: of the left and the right encoder alone. */
@inline
export function gradientOf(part: u32, at: u32): usize { return gradients + (<usize>(part * capacity + at) * ep << 3); }
@inline
export function preGradient(at: u32): usize { return preGradients + (<usize>at * gp << 3); }

@inline
export function knownStepsAt(s: u32): usize { return knownSteps + (<usize>s << 2); }
@inline
export function heldAt(s: u32, t: u32): usize { return held + (<usize>(s * capacity + t) << 2); }
@inline
export function readAt(s: u32, t: u32): usize { return read + (<usize>(s * capacity + t) << 2); }

/** The word a direction reads at its step t of a sentence of T words: the right encoder reads the reversed sentence. */
@inline
export function position(s: u32, t: u32, T: u32): u32 { return s == 0 ? t : T - 1 - t; }

/** The id of the word at a position. */
@inline
export function word(at: u32): i32 { return load<i32>(ids + (<usize>at << 2)); }

/** A word's embedding [ep]. */
@inline
export function embedding(id: i32): usize {
  return id < 0 ? zeroEmbedding : embeddings + (<usize>id * ep << 3);
}

function pad(n: u32): u32 { return (n + 3) & ~3; }

let next: usize = 0;
function take(values: usize): usize {
  const at = next;
  next += (values << 3);
  return at;
}

function grow(end: usize): bool {
  const pages = <i32>((end + 0xffff) >> 16) - memory.size();
  return pages <= 0 || memory.grow(pages) >= 0;
}

/** Lays out a model. The caller has checked that all of it is below 2 GiB. False: the memory could not be had. */
export function configure(words_: u32, embeddingSize: u32, hiddenSize: u32, classes: u32, directions: u32): bool {
  V = words_; e = embeddingSize; d = hiddenSize; C = classes; S = directions;
  ep = pad(e); dp = pad(d); gp = 4 * dp; cp = pad(C);
  next = (__heap_base + 15) & ~15;
  embeddings = take(<usize>V * ep);
  zeroEmbedding = take(ep); zeroInput = take(gp);
  weightsSize = (<usize>gp * ep + <usize>gp * dp + gp + <usize>cp * dp) << 3;
  weights = take(S * (weightsSize >> 3));
  outputBias = take(cp);
  unitMask = take(dp);
  scores = take(cp); seed = take(cp); scratchClass = take(cp);
  scratchA = take(gp); scratchB = take(gp); scratchC = take(gp); scratchD = take(gp);
  ledger = take(4);
  lanesScored = take(2 * cp);
  transposed = take(<usize>(S * gp) * dp);
  knownSteps = take(2);
  cacheRows = <u32>max(<usize>1, min(<usize>V, INPUT_CACHE_BYTES / (<usize>(S * gp) << 3)));
  cachedIds = take((S * cacheRows + 1) >> 1);
  next = (next + 15) & ~15;
  cachedInputs = take(<usize>(S * cacheRows) * gp);
  weightsEnd = next;
  capacity = 0;
  if (!grow(weightsEnd)) return false;
  memory.fill(cachedIds, 0xff, <usize>(S * cacheRows) << 2);
  for (let k: u32 = 0; k < d; k++) store<f64>(unitMask + (<usize>k << 3), 1.0);
  return true;
}

/** Makes room for sentences of `length` words. Whatever the trace held is gone if it had to grow. */
export function reserve(length: u32): bool {
  if (length <= capacity) return true;
  const room = pad(max(length, capacity * 2));
  const perDirection = <usize>room * gp * 2 + <usize>room * dp * 2 + (<usize>room + 1) * dp * 2;
  next = weightsEnd;
  ids = take(room); held = take(room); read = take(room); // two i32 in the place of one f64
  words = take(2 * room);
  sensitivity = take(3 * room);
  gradientInput = take(3 * room);
  gradients = take(<usize>room * ep * 3);
  preGradients = take(<usize>room * gp);
  laneStates = take(<usize>(room + 1) * dp * S * 4);
  laneMarks = take((room + 3) >> 2); // 2 x room bytes
  traceSize = perDirection << 3;
  trace = take(S * perDirection);
  if (!grow(next)) { capacity = 0; return false; }
  memory.fill(weightsEnd, 0, next - weightsEnd);
  memory.fill(held, 0xff, <usize>room << 3);
  store<u64>(knownSteps, 0);
  capacity = room;
  return true;
}
