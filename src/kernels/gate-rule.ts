// AssemblyScript. How the relevance of a product z_g z_s of gate and source is shared (Arras et al. 2019, arXiv 1904.11829, section 4; codes.ts). Values
// are those of the activations; quotients are stabilised by eps, and what that takes goes to the stabiliser share:
//   all: the source takes all     half: half each     abs: |z_g| : |z_s| of |z_g| + |z_s| + eps     prop: z_g : z_s of z_g + z_s + eps sign

import { GATES_ABS, GATES_ALL, GATES_HALF } from './codes';
import { epsilon, lose, SMALLEST } from './rule';

let rule: i32 = GATES_ALL;
export function setGateRule(kind: i32): void { rule = kind; }
/** Whether gates get anything at all: else the layers' own LRP knows nothing of them. */
@inline
export function gatesShare(): bool { return rule != GATES_ALL; }

/** 1 / the sum that shares are parts of; 0 where that is 0. */
@inline
function scaleOf(gate: v128, source: v128): v128 {
  const eps = f64x2.splat(epsilon);
  const sum = rule == GATES_ABS ? f64x2.add(f64x2.abs(gate), f64x2.abs(source)) : f64x2.add(gate, source);
  const signed = v128.bitselect(eps, f64x2.neg(eps), f64x2.ge(sum, f64x2.splat(0)));
  const whole = f64x2.add(sum, signed);
  const usable = f64x2.ge(f64x2.abs(whole), f64x2.splat(SMALLEST));
  return v128.and(f64x2.div(f64x2.splat(1.0), whole), usable);
}

/** The gate's part of the relevance of a product. */
@inline
export function gatePart(gate: v128, source: v128): v128 {
  if (rule == GATES_HALF) return f64x2.splat(0.5);
  return f64x2.mul(rule == GATES_ABS ? f64x2.abs(gate) : gate, scaleOf(gate, source));
}

/** The source's. What is left of 1 is the stabiliser's. */
@inline
export function sourcePart(gate: v128, source: v128): v128 {
  if (rule == GATES_HALF) return f64x2.splat(0.5);
  return f64x2.mul(rule == GATES_ABS ? f64x2.abs(source) : source, scaleOf(gate, source));
}

/** Books what neither of both got. */
@inline
export function settleProduct(whole: v128, toGate: v128, toSource: v128): void {
  const gone = f64x2.sub(f64x2.sub(whole, toGate), toSource);
  lose(f64x2.extract_lane(gone, 0) + f64x2.extract_lane(gone, 1));
}
