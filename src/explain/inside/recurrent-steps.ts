/** The steps of a flow that begins at a recurrent layer: at a row that two directions make, a state or a cell. Equations: src/kernels. */
import { LAYER_GATES } from '../../model/layers.ts';
import { gateDerivatives, stateDerivatives } from './derivatives.ts';
import type { InsideEquation, InsideGate } from './detail-types.ts';
import { gateRules } from './gate-rules.ts';
import { explainPass, explainStep, type LinearStep, quotientsOf, type StepPart } from './linear-step.ts';
import { placeOf, type StatePlace, type StepContext } from './step-context.ts';
import type { InsideFlow, InsideNode } from './types.ts';

interface Explained {
  readonly equations: readonly InsideEquation[];
  readonly gates: readonly InsideGate[];
}

/** From a row to a state of one of the directions that it is made of. */
export function explainMerge(context: StepContext, upper: InsideNode, { to, via }: InsideFlow): Explained {
  const { record, options } = context;
  const lower = context.nodes[to];
  const place = lower && placeOf(context, lower);
  if (!lower || !place) throw new RangeError(`node ${to} is no state`);
  const { k, side, step, layer } = place;
  const state = record.state(k, side, step + 1);
  if (via === 'pass') {
    const back = record.incoming(k, side, step);
    return {
      equations: [explainPass(state, options === null ? back.map((value, unit) => value * (state[unit] ?? 0)) : back)],
      gates: [],
    };
  }
  const factor = layer.merge === 'ave' ? 0.5 : 1;
  const T = record.inRows(k);
  const isFinal = record.layers[k]?.final !== null;
  const parts = [0, 1].map((one): StepPart => {
    const at = isFinal ? T - 1 : one === 0 ? upper.row : T - 1 - upper.row;
    const row = one === 0 ? at : T - 1 - at;
    return {
      of: 'state',
      node: context.stateNode({ ...lower, side: one === 0 ? 'left' : 'right' }, 'h', row),
      x: record.state(k, one, at + 1),
      weight: () => factor,
    };
  });
  const merge: LinearStep = {
    step: 'merge',
    isDiagonal: true,
    relevance: record.back(k, upper.row),
    bias: null,
    z: record.output(k, upper.row),
    lowerUnits: 2 * layer.hiddenSize,
    parts,
  };
  return { equations: [explainStep(merge, side, options)], gates: [] };
}

/** From a state or a cell. */
export function explainStateFlow(context: StepContext, place: StatePlace, { to, via }: InsideFlow): Explained {
  const { record, options } = context;
  const { k, side, step, layer, node } = place;
  const trace = (block: 0 | 1 | 2 | 3 | 4 | 5) => record.stepTrace(k, side, step, block);
  if (via === 'pass') {
    const cell = record.state(k, side, step + 1, 'c');
    if (options !== null) {
      const relevance = record.step(k, side, step, 'h');
      return {
        equations: [explainPass(cell, relevance)],
        gates: [gateRules('o', 'tanh', trace(3), trace(5), relevance, options.eps)],
      };
    }
    const { throughTanh } = stateDerivatives(record, place);
    return {
      equations: [
        explainPass(
          cell,
          throughTanh.map((value, unit) => value * (cell[unit] ?? 0)),
        ),
      ],
      gates: [],
    };
  }
  const kept = layer.type === 'rnn' ? null : keptStep(context, place);
  const gates = options === null ? [] : gatesOf(context, place, via, node.row !== context.nodes[to]?.row);
  if (via === 'kept' && kept) return { equations: [explainStep(kept, 0, options)], gates };
  const pre = preActivation(context, place, via as LinearStep['step']);
  const chosen = pre.parts.findIndex((part) => part.node === to);
  const last = explainStep(pre, chosen, options);
  return { equations: kept && options !== null ? [explainStep(kept, 1, options), last] : [last], gates };
}

/** c_t = f c_{t-1} + i g, or h_t = z h_{t-1} + (1 - z) n; what is kept comes first. */
function keptStep(context: StepContext, place: StatePlace): LinearStep {
  const { record, options } = context;
  const { k, side, step, layer } = place;
  const isLstm = layer.type === 'lstm';
  const part = isLstm ? 'c' : 'h';
  const [first, second, third] = [0, 1, 2].map((block) => record.stepTrace(k, side, step, block as 0 | 1 | 2));
  const kept = isLstm ? third : second; // f; z
  return {
    step: isLstm ? 'cell' : 'state',
    isDiagonal: true,
    relevance: options === null ? stateDerivatives(record, place)[part] : record.step(k, side, step, part),
    bias: null,
    z: record.state(k, side, step + 1, part),
    lowerUnits: 2 * layer.hiddenSize,
    parts: [
      {
        of: isLstm ? 'cell' : 'before',
        node: before(context, place, part),
        x: record.state(k, side, step, part),
        weight: (j) => kept?.[j] ?? 0,
      },
      {
        of: 'source',
        node: null,
        x: (isLstm ? second : third) ?? new Float64Array(0), // g; n
        weight: (j) => (isLstm ? (first?.[j] ?? 0) : 1 - (second?.[j] ?? 0)),
      },
    ],
  };
}

/** The node of the state before; null: it is the initial one. */
function before(context: StepContext, { node, side, step }: StatePlace, kind: 'h' | 'c'): number | null {
  return step === 0 ? null : context.stateNode(node, kind, side === 0 ? node.row - 1 : node.row + 1);
}

/** The pre-activation of the source g, n or h; of the gradient also of a gate: z = W x + U h + b. */
export function preActivation(context: StepContext, place: StatePlace, via: LinearStep['step']): LinearStep {
  const { record, options } = context;
  const { k, side, step, layer, node } = place;
  const names: readonly string[] = LAYER_GATES[layer.type];
  const gate = names.indexOf(via);
  const d = layer.hiddenSize;
  const x = record.input(k, node.row);
  const n = x.length;
  const tensors = record.tensors(k);
  const name = side === 0 ? 'left' : 'right';
  const [input, hidden] = [tensors[`${name}.weight_ih`] ?? [], tensors[`${name}.weight_hh`] ?? []];
  const [outer, inner] = [tensors[`${name}.bias_ih`] ?? [], tensors[`${name}.bias_hh`] ?? []];
  const isNew = layer.type === 'gru' && via === 'n';
  const reset = record.stepTrace(k, side, step, 0);
  // Of a GRU's n: r (U h + b) with reset after, U (r h) before. What r h gets goes to h.
  const isAfter = isNew && layer.resetAfter;
  const isBefore = isNew && !layer.resetAfter;
  const source = layer.type === 'lstm' ? 4 : layer.type === 'gru' ? 3 : 0;
  const isSource = layer.type === 'lstm' ? via === 'g' : layer.type === 'gru' ? isNew : true;
  return {
    step: via,
    isDiagonal: false,
    relevance:
      options === null ? gateDerivatives(record, place, gate) : record.step(k, side, step, layer.type === 'rnn' ? 'h' : 'source'),
    bias: Float64Array.from({ length: d }, (_, j) => {
      const at = gate * d + j;
      return (outer[at] ?? 0) + (isAfter ? (reset[j] ?? 0) * (inner[at] ?? 0) : 0);
    }),
    z: isSource ? record.stepTrace(k, side, step, source) : null,
    lowerUnits: d + n,
    parts: [
      { of: 'row', node: context.rowNode(k, node.row), x, weight: (j, i) => input[(gate * d + j) * n + i] ?? 0 },
      {
        of: step === 0 ? 'outside' : 'before',
        node: before(context, place, 'h'),
        x: record.state(k, side, step),
        weight: (j, i) => (hidden[(gate * d + j) * d + i] ?? 0) * (isAfter ? (reset[j] ?? 0) : isBefore ? (reset[i] ?? 0) : 1),
      },
    ],
  };
}

/** The products on the way of a flow. @param isBack whether it leads to the state before, else to the row below */
function gatesOf(context: StepContext, place: StatePlace, via: InsideFlow['via'], isBack: boolean): InsideGate[] {
  const { record, options } = context;
  const { k, side, step, layer } = place;
  const eps = options?.eps ?? 0;
  const trace = (block: 0 | 1 | 2 | 3 | 4) => record.stepTrace(k, side, step, block);
  const relevance = (block: 'kept' | 'source' | 'through') => record.step(k, side, step, block);
  if (layer.type === 'rnn') return [];
  if (via === 'kept') {
    return layer.type === 'lstm'
      ? [gateRules('f', 'cell', trace(2), record.state(k, side, step, 'c'), relevance('kept'), eps)]
      : [gateRules('z', 'before', trace(1), record.state(k, side, step), relevance('kept'), eps)];
  }
  if (layer.type === 'lstm') return [gateRules('i', 'g', trace(0), trace(1), relevance('source'), eps)];
  const added = gateRules(
    '1-z',
    'n',
    trace(1).map((z) => 1 - z),
    trace(2),
    relevance('source'),
    eps,
  );
  if (!isBack) return [added];
  if (!layer.resetAfter)
    return [added, gateRules('r', 'before', trace(0), record.state(k, side, step), relevance('through'), eps)];
  const pre = preActivation(context, place, 'n');
  const quotients = quotientsOf(pre, options);
  const hidden = pre.parts[1];
  const products = quotients.map((quotient, j) => {
    const value = hidden ? hidden.x.reduce((sum, x, i) => sum + hidden.weight(j, i) * x, 0) : 0;
    return value * quotient;
  });
  return [added, gateRules('r', 'Uh', trace(0), trace(4), products, eps)];
}
