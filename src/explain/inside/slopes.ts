/** Derivatives of activations, from their values (src/kernels/vector-math.ts). */
import type { Activation, GateActivation } from '../../model/layers.ts';

const between = (value: number) => value > 0 && value < 1;

const SLOPES: Readonly<Record<Activation | GateActivation, (value: number) => number>> = {
  linear: () => 1,
  relu: (value) => (value > 0 ? 1 : 0),
  tanh: (value) => 1 - value * value,
  sigmoid: (value) => value * (1 - value),
  hard_sigmoid: (value) => (between(value) ? 0.2 : 0),
  hard_sigmoid_3: (value) => (between(value) ? 1 / 6 : 0),
};

/** Of y = f(z), dy/dz. */
export function slopeOf(activation: Activation | GateActivation, value: number): number {
  return SLOPES[activation](value);
}
