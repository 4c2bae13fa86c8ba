/** The step of a flow between rows: what a layer without states hands from a row to one of those it reads. */
import type { Layer } from '../../model/layers.ts';
import type { InsideEquation, InsideGate } from './detail-types.ts';
import { gateRules } from './gate-rules.ts';
import { explainPass, explainStep, type LinearStep, type StepPart } from './linear-step.ts';
import { slopeOf } from './slopes.ts';
import { rowsBefore, windowOf } from './spans.ts';
import type { StepContext } from './step-context.ts';
import { dot } from './sums.ts';
import type { InsideFlow } from './types.ts';

interface Explained {
  readonly equations: readonly InsideEquation[];
  readonly gates: readonly InsideGate[];
}

/** Where a flow between rows leads: from a row that layer k hands on to one that it reads. */
interface RowFlow {
  readonly context: StepContext;
  readonly k: number;
  readonly layer: Layer;
  readonly row: number;
  /** That of the lower node. */
  readonly to: number;
}

export function explainRowFlow(context: StepContext, { from, to, via }: InsideFlow): Explained {
  const [upper, lower] = [context.nodes[from], context.nodes[to]];
  const k = upper ? context.layerOf(upper) : -1;
  const layer = context.record.layers[k]?.layer;
  if (!upper || !lower || !layer) throw new RangeError(`no step from node ${from} to node ${to}`);
  const flow = { context, k, layer, row: upper.row, to: lower.row };
  if (via === 'pass') return { equations: [passed(flow)], gates: [] };
  const step = via === 'weights' ? attentionWeights(flow) : linear(flow);
  const chosen = step.parts.findIndex(({ node }) => node === to);
  return { equations: [explainStep(step, chosen, context.options)], gates: attentionGate(flow) };
}

/** Last, flatten and max. */
function passed({ context, k, layer, row, to }: RowFlow): InsideEquation {
  const { record, options } = context;
  const x = record.input(k, to);
  const back = record.back(k, row);
  const isFlat = layer.type === 'readout' && layer.kind === 'flatten';
  const isMax = 'kind' in layer && layer.kind === 'max';
  const chosen = isMax ? record.chosen(k, row) : [];
  const amounts = Float64Array.from(x, (value, unit) => {
    if (isMax && chosen[unit] !== to) return 0;
    const amount = back[isFlat ? to * x.length + unit : unit] ?? 0;
    return options === null ? amount * value : amount;
  });
  return explainPass(x, amounts);
}

/** The rows from first up to but not including end as parts of a step of identity weights. */
function rowParts({ context, k }: RowFlow, first: number, end: number, weight: (row: number) => StepPart['weight']): StepPart[] {
  return Array.from({ length: end - first }, (_, at) => ({
    of: 'row',
    node: context.rowNode(k, first + at),
    x: context.record.input(k, first + at),
    weight: weight(first + at),
  }));
}

function linear(flow: RowFlow): LinearStep {
  const { context, k, layer, row } = flow;
  const { record, options } = context;
  const back = record.back(k, row);
  const output = record.output(k, row);
  const n = record.input(k, 0).length;
  const { weight = [], bias = null, scale = [], shift = [] } = record.tensors(k);
  const identity = (parts: StepPart[], shifts: ArrayLike<number> | null = null): LinearStep => ({
    step: 'layer',
    isDiagonal: true,
    relevance: back,
    bias: shifts,
    z: output,
    lowerUnits: parts.length * n,
    parts,
  });
  if (layer.type === 'batchnorm') {
    return identity(
      rowParts(flow, row, row + 1, () => (j) => scale[j] ?? 0),
      shift,
    );
  }
  if (layer.type === 'readout' && layer.kind === 'attention') {
    return identity(
      rowParts(flow, 0, record.inRows(k), (at) => {
        const share = record.attention(k, at, layer.size);
        return () => share;
      }),
    );
  }
  if (layer.type === 'readout' || layer.type === 'pool1d') {
    const [first, end] = layer.type === 'readout' ? [0, record.inRows(k)] : windowOf(layer, row, record.inRows(k));
    return identity(rowParts(flow, first, end, () => () => 1 / (end - first)));
  }
  if (layer.type !== 'dense' && layer.type !== 'conv1d') throw new RangeError(`${layer.type} hands no rows to rows`);
  const window = layer.type === 'conv1d' ? layer.kernel : 1;
  const start = layer.type === 'conv1d' ? row - rowsBefore(layer) : row;
  const parts = Array.from({ length: window }, (_, at): StepPart => {
    const isInside = start + at >= 0 && start + at < record.inRows(k);
    return {
      of: isInside ? 'row' : 'outside',
      node: isInside ? context.rowNode(k, start + at) : null,
      x: isInside ? record.input(k, start + at) : new Float64Array(n),
      weight: (j, i) => weight[(j * window + at) * n + i] ?? 0,
    };
  });
  return {
    step: 'layer',
    isDiagonal: false,
    relevance: options === null ? back.map((value, j) => value * slopeOf(layer.activation, output[j] ?? 0)) : back,
    bias,
    z: record.beforeActivation(k, row),
    lowerUnits: window * n,
    parts,
  };
}

/** Of the gradient: a_t is made of the row too. u = tanh(W h + b), e = v . u, a = softmax(e): ds/dz_j = v_j (1 - u_j^2) a_t (g . h_t - g . z). */
function attentionWeights(flow: RowFlow): LinearStep {
  const { context, k, layer, row, to } = flow;
  const { record } = context;
  if (layer.type !== 'readout' || layer.kind !== 'attention') throw new RangeError(`${layer.type} has no weights over rows`);
  const { weight = [], bias = null, vector = [] } = record.tensors(k);
  const back = record.back(k, row);
  const change = record.attention(k, to, layer.size) * (dot(back, record.input(k, to)) - dot(back, record.output(k, row)));
  const n = record.input(k, 0).length;
  return {
    step: 'weights',
    isDiagonal: false,
    relevance: record.attentionHidden(k, to, layer.size).map((u, j) => (vector[j] ?? 0) * (1 - u * u) * change),
    bias,
    z: null,
    lowerUnits: n,
    parts: rowParts(flow, to, to + 1, () => (j, i) => weight[j * n + i] ?? 0),
  };
}

/** LRP of a_t * h_t: the weights get nothing. */
function attentionGate({ context, k, layer, to }: RowFlow): InsideGate[] {
  const { record, options } = context;
  if (layer.type !== 'readout' || layer.kind !== 'attention' || options === null) return [];
  const x = record.input(k, to);
  const weight = record.attention(k, to, layer.size);
  return [
    gateRules(
      'weights',
      'row',
      x.map(() => weight),
      x,
      context.flowingAt(k, to),
      options.eps,
    ),
  ];
}
