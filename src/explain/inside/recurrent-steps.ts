/** The steps of a flow that begins at a recurrent layer: at a row that two directions make, a state or a cell. Equations: src/kernels. */
import { LAYER_GATES } from '../../model/layers.ts';
import { gateDerivatives, stateDerivatives } from './derivatives.ts';
import type { InsideEquation, InsideGate } from './detail-types.ts';
import { gateRules } from './gate-rules.ts';
import { addedBy, explainPass, explainStep, type LinearStep, quotientsOf, type StepPart } from './linear-step.ts';
import { nameOf, placeOf, type StatePlace, type StepContext } from './step-context.ts';
import type { InsideFlow, InsideNode, InsideVia } from './types.ts';

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
  const { k, side, step, node } = place;
  if (via === 'pass') {
    const cell = record.state(k, side, step + 1, 'c');
    if (options !== null) {
      const relevance = record.step(k, side, step, 'h');
      const [open, squashed] = [record.stepTrace(k, side, step, 'o'), record.stepTrace(k, side, step, 'tanh')];
      return {
        equations: [explainPass(cell, relevance)],
        gates: [gateRules('o', 'tanh', open, squashed, relevance, options.eps)],
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
  const kept = keptStep(context, place);
  const gates = gatesOf(context, place, via, node.row !== context.nodes[to]?.row);
  if (via === 'kept' && kept) return { equations: [explainStep(kept, 0, options)], gates };
  const pre = preActivation(context, place, via);
  const chosen = pre.parts.findIndex((part) => part.node === to);
  const last = explainStep(pre, chosen, options);
  return { equations: kept && options !== null ? [explainStep(kept, 1, options), last] : [last], gates };
}

/** c_t = f c_{t-1} + i g, or h_t = z h_{t-1} + (1 - z) n; what is kept comes first. null: a simple layer keeps nothing. */
function keptStep(context: StepContext, place: StatePlace): LinearStep | null {
  const { record, options } = context;
  const { k, side, step, layer } = place;
  if (layer.type === 'rnn') return null;
  const isLstm = layer.type === 'lstm';
  const part = isLstm ? 'c' : 'h';
  const trace = (block: 'i' | 'g' | 'f' | 'z' | 'n') => record.stepTrace(k, side, step, block);
  const keeps = trace(isLstm ? 'f' : 'z');
  const adds = isLstm ? trace('i') : keeps.map((z) => 1 - z);
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
        weight: (j) => keeps[j] ?? 0,
      },
      { of: 'source', node: null, x: trace(isLstm ? 'g' : 'n'), weight: (j) => adds[j] ?? 0 },
    ],
  };
}

/** The node of the state before; null: it is the initial one. */
function before(context: StepContext, { node, side, step }: StatePlace, kind: 'h' | 'c'): number | null {
  return step === 0 ? null : context.stateNode(node, kind, side === 0 ? node.row - 1 : node.row + 1);
}

/** The pre-activation of the source g, n or h; of the gradient also of a gate: z = W x + U h + b. */
export function preActivation(context: StepContext, place: StatePlace, via: InsideVia): LinearStep {
  const { record, options } = context;
  const { k, side, step, layer, node } = place;
  const gate = (LAYER_GATES[layer.type] as readonly InsideVia[]).indexOf(via);
  if (gate < 0 || via === 'pass' || via === 'linear' || via === 'kept') throw new RangeError(`${layer.type} has no gate ${via}`);
  const d = layer.hiddenSize;
  const x = record.input(k, node.row);
  const n = x.length;
  const tensors = record.tensors(k);
  const tensor = (name: string) => tensors[`${nameOf(side)}.${name}`] ?? [];
  const [input, hidden] = [tensor('weight_ih'), tensor('weight_hh')];
  const [outer, inner] = [tensor('bias_ih'), tensor('bias_hh')];
  // Of a GRU's n: r (U h + b) with reset after, U (r h) before. What r h gets goes to h.
  const reset = layer.type === 'gru' && via === 'n' ? record.stepTrace(k, side, step, 'r') : null;
  const isAfter = layer.type === 'gru' && layer.resetAfter;
  const isSource = via === 'h' || via === 'n' || via === 'g';
  return {
    step: via,
    isDiagonal: false,
    relevance:
      options === null ? gateDerivatives(record, place, via) : record.step(k, side, step, layer.type === 'rnn' ? 'h' : 'source'),
    bias: Float64Array.from({ length: d }, (_, j) => {
      const at = gate * d + j;
      return (outer[at] ?? 0) + (reset && isAfter ? (reset[j] ?? 0) * (inner[at] ?? 0) : 0);
    }),
    z: isSource ? record.stepTrace(k, side, step, 'pre') : null,
    lowerUnits: d + n,
    parts: [
      { of: 'row', node: context.rowNode(k, node.row), x, weight: (j, i) => input[(gate * d + j) * n + i] ?? 0 },
      {
        of: step === 0 ? 'outside' : 'before',
        node: before(context, place, 'h'),
        x: record.state(k, side, step),
        weight: (j, i) => (hidden[(gate * d + j) * d + i] ?? 0) * (reset?.[isAfter ? j : i] ?? 1),
      },
    ],
  };
}

/** The products on the way of a flow. @param isBack whether it leads to the state before, else to the row below */
function gatesOf(context: StepContext, place: StatePlace, via: InsideVia, isBack: boolean): InsideGate[] {
  const { record, options } = context;
  const { k, side, step, layer } = place;
  if (options === null || layer.type === 'rnn') return [];
  const { eps } = options;
  const trace = (block: 'i' | 'g' | 'f' | 'r' | 'z' | 'n' | 'hidden') => record.stepTrace(k, side, step, block);
  const relevance = (block: 'kept' | 'source' | 'through') => record.step(k, side, step, block);
  if (layer.type === 'lstm') {
    return via === 'kept'
      ? [gateRules('f', 'cell', trace('f'), record.state(k, side, step, 'c'), relevance('kept'), eps)]
      : [gateRules('i', 'g', trace('i'), trace('g'), relevance('source'), eps)];
  }
  const kept = trace('z');
  const state = record.state(k, side, step);
  if (via === 'kept') return [gateRules('z', 'before', kept, state, relevance('kept'), eps)];
  const share = kept.map((z) => 1 - z);
  const added = gateRules('1-z', 'n', share, trace('n'), relevance('source'), eps);
  if (!isBack) return [added];
  if (!layer.resetAfter) return [added, gateRules('r', 'before', trace('r'), state, relevance('through'), eps)];
  const pre = preActivation(context, place, via);
  const hidden = pre.parts[1];
  const products = quotientsOf(pre, options).map((quotient, j) => quotient * (hidden ? addedBy(pre, hidden, j) : 0));
  return [added, gateRules('r', 'Uh', trace('r'), trace('hidden'), products, eps)];
}
