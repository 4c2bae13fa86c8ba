// AssemblyScript. LRP, epsilon rule (Arras et al. 2017, eq. 1), for one linear step z_j = sum_i w_ij x_i + b_j of N lower units in all,
// sign(z) = +1 for z >= 0 else -1:
//   R_{i<-j} = (w_ij x_i + delta (b_j + eps sign z_j) / N) / (z_j + eps sign z_j) * R_j        delta = bias_factor
// With q_j = R_j / (z_j + eps sign z_j) this is R_i = x_i (W^T q)_i + share, share = delta / N * sum_j (b_j + eps sign z_j) q_j:
// no message matrix is built. What delta leaves out goes to the ledger: (1 - delta) sum_j b_j q_j is the bias share,
// (1 - delta) sum_j eps sign z_j q_j the stabiliser share, so that score = words + rest + bias + stabiliser, always.

// Below the smallest normal number a quotient overflows: with eps = 0 such a unit counts as 0/0 = 0.
export const SMALLEST: f64 = 2.2250738585072014e-308;

export let epsilon: f64 = 0;
let delta: f64 = 0;
let lost: f64 = 0; // relevance at units whose denominator is 0: nothing can be passed on
let signedSum: f64 = 0; // sum_j sign z_j q_j of the step last divided
let biases: f64 = 0;
let stabilisers: f64 = 0;
/** Relevance that reached initial states, and zeros beyond the ends. */
let rest: f64 = 0;
let drips: usize = 0; // [3]: where bias share, stabiliser share and rest of the step in hand are noted too; 0: nowhere

export function startRule(eps: f64, biasFactor: f64): void {
  epsilon = eps;
  delta = biasFactor;
  lost = signedSum = biases = stabilisers = rest = 0;
  drips = 0;
}

/** rest, bias share, stabiliser share into [3] numbers. */
export function writeLedger(to: usize): void {
  store<f64>(to, rest);
  store<f64>(to, (1.0 - delta) * biases, 8);
  store<f64>(to, (1.0 - delta) * stabilisers + lost, 16);
}

/** What follows is of the row whose shares are noted there (record.ts). */
@inline
export function noteAt(place: usize): void { drips = place; }

@inline
function note(entry: usize, amount: f64): void {
  if (drips != 0) store<f64>(drips + (entry << 3), load<f64>(drips + (entry << 3)) + amount);
}

/** Relevance that a quotient's stabiliser took for good, whatever delta is. */
export function lose(relevance: f64): void {
  lost += relevance;
  note(1, relevance);
}

export function addRest(relevance: f64): void {
  rest += relevance;
  note(2, relevance);
}

/** q = R / (z + eps sign z) for `size` units; 0 where the denominator is 0. `settle` is to follow. */
export function divide(q: usize, relevance: usize, z: usize, size: u32): void {
  const eps = f64x2.splat(epsilon);
  let signed = f64x2.splat(0),
    missing = signed;
  for (let k: usize = 0, end: usize = (<usize>size) << 3; k < end; k += 16) {
    const r = v128.load(relevance + k);
    const pre = v128.load(z + k);
    const positive = f64x2.ge(pre, f64x2.splat(0));
    const denominator = f64x2.add(pre, v128.bitselect(eps, f64x2.neg(eps), positive));
    const usable = f64x2.ge(f64x2.abs(denominator), f64x2.splat(SMALLEST));
    const quotient = v128.and(f64x2.div(r, denominator), usable);
    v128.store(q + k, quotient);
    signed = f64x2.add(signed, v128.bitselect(quotient, f64x2.neg(quotient), positive));
    missing = f64x2.add(missing, v128.andnot(r, usable));
  }
  signedSum = f64x2.extract_lane(signed, 0) + f64x2.extract_lane(signed, 1);
  const gone = f64x2.extract_lane(missing, 0) + f64x2.extract_lane(missing, 1);
  lost += gone;
  note(1, gone);
}

/** Books the shares of the step last divided and returns what each of its N lower units gets. @param fromBias sum_j b_j q_j */
@inline
export function settle(fromBias: f64, lowerUnits: u32): f64 {
  const fromEps = epsilon * signedSum;
  biases += fromBias;
  stabilisers += fromEps;
  note(0, (1.0 - delta) * fromBias);
  note(1, (1.0 - delta) * fromEps);
  return (delta * (fromBias + fromEps)) / <f64>lowerUnits;
}

/** R = x * back + share for `size` units, and 0 for those that pad them. */
export function spread(relevance: usize, x: usize, back: usize, share: f64, size: u32): void {
  const constant = f64x2.splat(share);
  const real: usize = <usize>size << 3;
  const end: usize = (real + 31) & ~31;
  for (let k: usize = 0; k < end; k += 16) {
    v128.store(relevance + k, f64x2.add(f64x2.mul(v128.load(x + k), v128.load(back + k)), constant));
  }
  for (let k = real; k < end; k += 8) store<f64>(relevance + k, 0);
}

/** y += x for `size` numbers, a multiple of 2. */
export function addInto(y: usize, x: usize, size: u32): void {
  for (let k: usize = 0, end: usize = <usize>size << 3; k < end; k += 16) {
    v128.store(y + k, f64x2.add(v128.load(y + k), v128.load(x + k)));
  }
}
