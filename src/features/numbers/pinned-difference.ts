/** Two explanations of sequences of one shape, the one less the other. */
import type { MethodId } from '../../engine/protocol.ts';

export interface Shape {
  /** T */
  readonly length: number;
  /** [F] */
  readonly features: readonly string[];
  readonly stepNames: readonly string[] | null;
  readonly read: readonly [from: number, to: number];
}

export interface MethodValues {
  readonly id: MethodId;
  /** [T, F]; null: the method does not tell features apart. */
  readonly inputs: Float64Array | null;
  /** [T] and [F] */
  readonly steps: Float64Array;
  readonly sums: Float64Array | null;
}

const less = (one: Float64Array, other: Float64Array) => one.map((value, at) => value - (other[at] ?? 0));

/** Place by place. @param own, other of the same method and shape */
export function differenceOf(own: MethodValues, other: MethodValues): MethodValues {
  return {
    id: own.id,
    inputs: own.inputs && other.inputs && less(own.inputs, other.inputs),
    steps: less(own.steps, other.steps),
    sums: own.sums && other.sums && less(own.sums, other.sums),
  };
}
