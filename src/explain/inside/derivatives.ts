/** Derivatives of the explained score within a step of a recurrent layer (src/kernels/lstm.ts, gru.ts, rnn.ts: gradientStep). */

import type { GateActivation } from '../../model/layers.ts';
import type { NetworkRecord, TraceBlock } from '../../model/network-record.ts';
import { slopeOf } from './slopes.ts';
import { nameOf, type StatePlace } from './step-context.ts';
import type { InsideVia } from './types.ts';

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
  const open = record.stepTrace(k, side, step, 'o');
  const squashed = record.stepTrace(k, side, step, 'tanh');
  const throughTanh = h.map((value, unit) => value * (open[unit] ?? 0) * (1 - (squashed[unit] ?? 0) ** 2));
  return { h, c: record.step(k, side, step, 'c').map((value, unit) => value + (throughTanh[unit] ?? 0)), throughTanh };
}

/** [d] at the pre-activation of a gate or the source, by its name; of a simple layer of its state. */
export function gateDerivatives(record: NetworkRecord, place: Place, gate: InsideVia): Float64Array {
  const { k, layer, side, step } = place;
  const { h, c } = stateDerivatives(record, place);
  const before = (part: 'h' | 'c' = 'h') => record.state(k, side, step, part);
  if (layer.type === 'rnn') {
    const after = record.state(k, side, step + 1);
    return product(
      h,
      after.map((y) => slopeOf(layer.activation, y)),
    );
  }
  const { gateActivation } = layer;
  const value = (block: TraceBlock) => record.stepTrace(k, side, step, block);
  const slope = (block: TraceBlock, activation: GateActivation | 'tanh' = gateActivation) =>
    value(block).map((y) => slopeOf(activation, y));
  if (layer.type === 'lstm') {
    if (gate === 'i') return product(c, value('g'), slope('i'));
    if (gate === 'g') return product(c, value('i'), slope('g', 'tanh'));
    return gate === 'f' ? product(c, before('c'), slope('f')) : product(h, value('tanh'), slope('o'));
  }
  const [z, n] = [value('z'), value('n')];
  const added = z.map((share) => 1 - share);
  const atNew = product(h, added, slope('n', 'tanh'));
  if (gate === 'n') return atNew;
  if (gate === 'z') {
    const change = before().map((y, unit) => y - (n[unit] ?? 0));
    return product(h, change, slope('z'));
  }
  if (layer.resetAfter) return product(atNew, value('hidden'), slope('r'));
  const d = layer.hiddenSize;
  const hidden = record.tensors(k)[`${nameOf(side)}.weight_hh`] ?? [];
  const atKept = Float64Array.from({ length: d }, (_, i) =>
    atNew.reduce((sum, dz, j) => sum + (hidden[(2 * d + j) * d + i] ?? 0) * dz, 0),
  );
  return product(atKept, before(), slope('r'));
}

/** Unit by unit. */
function product(first: Float64Array, ...others: readonly Float64Array[]): Float64Array {
  return first.map((value, unit) => others.reduce((sofar, one) => sofar * (one[unit] ?? 0), value));
}
