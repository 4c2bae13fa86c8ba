/** One node or one flow in full, from the record of the way back and the layers' weights. */
import { isRecurrent } from '../../model/layers.ts';
import { stateDerivatives } from './derivatives.ts';
import type { InsideState, InsideStep } from './detail-types.ts';
import { handDown } from './linear-step.ts';
import { explainMerge, explainStateFlow, preActivation } from './recurrent-steps.ts';
import { explainRowFlow } from './row-steps.ts';
import { placeOf, type StatePlace, type StepContext } from './step-context.ts';
import type { InsideFlow, InsideNode } from './types.ts';

/** The equation of a flow with this sentence's numbers. */
export function explainFlow(context: StepContext, index: number, flow: InsideFlow): InsideStep {
  const [upper, lower] = [context.nodes[flow.from], context.nodes[flow.to]];
  if (!upper || !lower) throw new RangeError(`no flow ${index}`);
  const place = placeOf(context, upper);
  const isMerge = upper.kind === 'row' && lower.kind === 'h' && lower.layer === readoutOf(context, upper);
  const explained = place
    ? explainStateFlow(context, place, flow)
    : isMerge
      ? explainMerge(context, upper, flow)
      : explainRowFlow(context, flow);
  return { flow: index, ...flow, ...explained };
}

/** The recurrent layer that a row is of, where it is one's. */
function readoutOf(context: StepContext, node: InsideNode): number | undefined {
  return context.record.layers[context.layerOf(node)]?.index;
}

/** @param into the flows that lead to it */
export function readState(context: StepContext, index: number, into: readonly InsideFlow[]): InsideState {
  const node = context.nodes[index];
  if (!node) throw new RangeError(`no node ${index}`);
  const place = placeOf(context, node);
  if (place) return { node: index, ...stateNumbers(context, place) };
  const { record } = context;
  const isInput = node.kind === 'input';
  const k = isInput ? 0 : context.layerOf(node);
  const x = isInput ? record.input(0, node.row) : record.output(k, node.row);
  const flowing = isInput ? atInput(context, node, into) : record.back(k, node.row);
  return { node: index, activations: { x: Array.from(x) }, flowing: { x: Array.from(flowing) } };
}

function stateNumbers({ record, options }: StepContext, place: StatePlace): Pick<InsideState, 'activations' | 'flowing'> {
  const { k, layer, side, step } = place;
  const state = (at: number, part: 'h' | 'c' = 'h') => Array.from(record.state(k, side, at, part));
  const states = { h: state(step + 1), hBefore: state(step) };
  const gates = (names: readonly ('i' | 'g' | 'f' | 'o' | 'r' | 'z' | 'n')[]) =>
    Object.fromEntries(names.map((name) => [name, Array.from(record.stepTrace(k, side, step, name))]));
  const flowing = (block: 'h' | 'c' | 'source') => Array.from(record.step(k, side, step, block));
  if (layer.type === 'rnn') return { activations: states, flowing: { h: flowing('h') } };
  if (layer.type === 'gru') {
    const shares = record.stepTrace(k, side, step, 'z');
    const n = options === null ? flowing('h').map((value, unit) => value * (1 - (shares[unit] ?? 0))) : flowing('source');
    return { activations: { ...gates(['r', 'z', 'n']), ...states }, flowing: { h: flowing('h'), n } };
  }
  const activations = { ...gates(['i', 'g', 'f', 'o']), c: state(step + 1, 'c'), cBefore: state(step, 'c'), ...states };
  if (options !== null) return { activations, flowing: { h: flowing('h'), c: flowing('c'), g: flowing('source') } };
  const c = Array.from(stateDerivatives(record, place).c);
  const open = record.stepTrace(k, side, step, 'i');
  return { activations, flowing: { h: flowing('h'), c, g: c.map((value, unit) => value * (open[unit] ?? 0)) } };
}

/** [F] at a row of the input. Where the kernels have a word's sum alone, from the steps that read it. */
function atInput(context: StepContext, { row }: InsideNode, into: readonly InsideFlow[]): Float64Array {
  const { record, options, nodes } = context;
  if (options === null || !record.sumsOnly || !isRecurrent(record.layers[0]?.layer)) return record.inputBack(row);
  const sum = new Float64Array(record.input(0, row).length);
  for (const { from, via } of into) {
    const upper = nodes[from];
    const place = upper && placeOf(context, upper);
    if (!place) continue;
    const { terms, added } = handDown(preActivation(context, place, via), 0, options);
    for (const [i, term] of terms.entries()) sum[i] = (sum[i] ?? 0) + term + added / sum.length;
  }
  return sum;
}
