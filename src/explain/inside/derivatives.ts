/** Derivatives of the explained score within a step of a recurrent layer (src/kernels/lstm.ts, gru.ts, rnn.ts: gradientStep). */

import type { NetworkRecord } from '../../model/network-record.ts';
import { slopeOf } from './slopes.ts';
import type { StatePlace } from './step-context.ts';

type Place = Pick<StatePlace, 'k' | 'layer' | 'side' | 'step'>;

interface StateDerivatives {
  /** [d] at h_t. */
  readonly h: Float64Array;
  /** At c_t, of an LSTM: what comes back from c_{t+1}, and `throughTanh`, what from h_t = o tanh(c_t). */
  readonly c: Float64Array;
  readonly throughTanh: Float64Array;
}

export function stateDerivatives(record: NetworkRecord, { k, layer, side, step }: Place): StateDerivatives {
  const h = record.step(k, side, step, 'h');
  if (layer.type !== 'lstm') return { h, c: h, throughTanh: h };
  const open = record.stepTrace(k, side, step, 3);
  const squashed = record.stepTrace(k, side, step, 5);
  const throughTanh = h.map((value, unit) => value * (open[unit] ?? 0) * (1 - (squashed[unit] ?? 0) ** 2));
  return { h, c: record.step(k, side, step, 'c').map((value, unit) => value + (throughTanh[unit] ?? 0)), throughTanh };
}

/** [d] at a gate's pre-activation, in the order of LAYER_GATES; of a GRU's n too, and of a simple layer's state. */
export function gateDerivatives(record: NetworkRecord, place: Place, gate: number): Float64Array {
  const { k, layer, side, step } = place;
  const { h, c } = stateDerivatives(record, place);
  const value = (block: 0 | 1 | 2 | 3 | 4 | 5) => record.stepTrace(k, side, step, block);
  const before = (part: 'h' | 'c' = 'h') => record.state(k, side, step, part);
  const each = (...factors: readonly Float64Array[]) =>
    Float64Array.from({ length: layer.hiddenSize }, (_, unit) => factors.reduce((product, one) => product * (one[unit] ?? 0), 1));
  if (layer.type === 'rnn')
    return each(
      h,
      record.state(k, side, step + 1).map((y) => slopeOf(layer.activation, y)),
    );
  const slope = (block: 0 | 1 | 2 | 3) => value(block).map((y) => slopeOf(layer.gateActivation, y));
  const tanhSlope = (block: 1 | 2) => value(block).map((y) => slopeOf('tanh', y));
  if (layer.type === 'lstm') {
    if (gate === 0) return each(c, value(1), slope(0));
    if (gate === 1) return each(c, value(0), tanhSlope(1));
    return gate === 2 ? each(c, before('c'), slope(2)) : each(h, value(5), slope(3));
  }
  const atNew = each(
    h,
    value(1).map((z) => 1 - z),
    tanhSlope(2),
  );
  if (gate === 2) return atNew;
  if (gate === 1)
    return each(
      h,
      before().map((y, unit) => y - (value(2)[unit] ?? 0)),
      slope(1),
    );
  if (layer.resetAfter) return each(atNew, value(4), slope(0));
  const d = layer.hiddenSize;
  const hidden = record.tensors(k)[`${side === 0 ? 'left' : 'right'}.weight_hh`] ?? [];
  const atKept = Float64Array.from({ length: d }, (_, i) =>
    atNew.reduce((sum, dz, j) => sum + (hidden[(2 * d + j) * d + i] ?? 0) * dz, 0),
  );
  return each(atKept, before(), slope(0));
}
