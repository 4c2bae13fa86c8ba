/**
 * The nodes and flows of a recurrent layer: its states, one a step and direction, how relevance or the gradient goes back through time, and
 * which part of it each step hands to the row it reads. Equations: src/kernels/lstm.ts, gru.ts, rnn.ts.
 */
import { LAYER_GATES, type RecurrentLayer } from '../../model/layers.ts';
import type { HeldLayer, NetworkRecord } from '../../model/network-record.ts';
import type { GraphBuilder } from './builder.ts';
import { stateDerivatives } from './derivatives.ts';
import type { Span } from './spans.ts';
import { nameOf } from './step-context.ts';
import { dot, sumOf } from './sums.ts';

/** The nodes of a step. */
interface Step {
  readonly side: number;
  readonly step: number;
  /** Of the position read. */
  readonly row: number;
  readonly h: number;
  readonly c: number | undefined;
}

/** A recurrent layer's nodes, in the order in which relevance reaches them. */
export interface States {
  readonly held: RecurrentHeld;
  /** The node of each row that it hands on. */
  readonly rows: readonly number[];
  readonly steps: readonly Step[];
}

interface RecurrentHeld extends HeldLayer {
  readonly layer: RecurrentLayer;
}

/** Directions of which anything is handed on. */
function sidesOf({ layer, final }: RecurrentHeld): number[] {
  if (!layer.bidirectional) return [0];
  if (final === 'left') return [0];
  return final === 'right' ? [1] : [0, 1];
}

const position = (side: number, step: number, rows: number) => (side === 0 ? step : rows - 1 - step);

/** @param spans of the rows that it reads */
export function addStates(
  graph: GraphBuilder,
  record: NetworkRecord,
  k: number,
  held: RecurrentHeld,
  spans: readonly Span[],
): States {
  const T = record.inRows(k);
  const isLrp = graph.method === 'lrp';
  const { index, layer, final } = held;
  const hasRows = final !== null || layer.bidirectional;
  const rows = hasRows
    ? Array.from({ length: record.outRows(k) }, (_, row) => {
        const back = record.back(k, row);
        return graph.node({
          kind: 'row',
          layer: final === null ? index : index + 1,
          row,
          over: final === null ? (spans[row] ?? [0, 0]) : [spans[0]?.[0] ?? 0, spans[T - 1]?.[1] ?? 0],
          ...(isLrp
            ? { amount: sumOf(back), drips: record.drips(k, row) }
            : { amount: dot(back, record.output(k, row)), norm: dot(back, back) }),
        });
      })
    : [];
  const steps: Step[] = [];
  for (let step = T - 1; step >= 0; step--) {
    for (const side of sidesOf(held)) {
      const row = position(side, step, T);
      const place = { layer: index, side: nameOf(side), row, step, over: spans[row] ?? ([0, 0] as const) };
      const relevance = record.step(k, side, step, 'h');
      const drips = isLrp ? record.stepDrips(k, side, step) : undefined;
      const h = isLrp
        ? { amount: sumOf(relevance), ...(layer.type !== 'lstm' && drips ? { drips } : {}) }
        : { amount: dot(relevance, record.state(k, side, step + 1)), norm: dot(relevance, relevance) };
      const node = graph.node({ kind: 'h', ...place, ...h });
      if (layer.type !== 'lstm') {
        steps.push({ side, step, row, h: node, c: undefined });
        continue;
      }
      const atCell = isLrp ? record.step(k, side, step, 'c') : stateDerivatives(record, { k, layer, side, step }).c;
      const c = isLrp
        ? { amount: sumOf(atCell), ...(drips ? { drips } : {}) }
        : { amount: dot(atCell, record.state(k, side, step + 1, 'c')), norm: dot(atCell, atCell) };
      steps.push({ side, step, row, h: node, c: graph.node({ kind: 'c', ...place, ...c }) });
    }
  }
  return { held, rows: hasRows ? rows : Array.from({ length: T }, (_, row) => steps[T - 1 - row]?.h ?? 0), steps };
}

/** @param below the nodes of the rows that it reads */
export function addStateFlows(
  graph: GraphBuilder,
  record: NetworkRecord,
  k: number,
  { held, rows, steps }: States,
  below: readonly number[],
): void {
  const T = record.inRows(k);
  const sides = sidesOf(held);
  const at = (side: number, step: number) => (step < 0 ? undefined : steps[(T - 1 - step) * sides.length + sides.indexOf(side)]);
  if (held.final !== null || held.layer.bidirectional) addRowFlows(graph, record, k, held, rows, at);
  const add = graph.method === 'lrp' ? addRelevance : addGradient;
  for (const step of steps) add(graph, record, k, held.layer, step, at(step.side, step.step - 1), below[step.row]);
}

/** From rows to the states that they are made of. */
function addRowFlows(
  graph: GraphBuilder,
  record: NetworkRecord,
  k: number,
  held: RecurrentHeld,
  rows: readonly number[],
  at: (side: number, step: number) => Step | undefined,
): void {
  const T = record.inRows(k);
  const sides = sidesOf(held);
  const via = sides.length === 1 || held.layer.merge === 'concat' ? 'pass' : 'linear';
  for (const [row, node] of rows.entries()) {
    for (const side of sides) {
      const step = held.final === null ? position(side, row, T) : T - 1;
      const back = record.incoming(k, side, step);
      const amount = graph.method === 'lrp' ? sumOf(back) : dot(back, record.state(k, side, step + 1));
      graph.flow(node, at(side, step)?.h, via, amount);
    }
  }
}

type AddStep = (
  graph: GraphBuilder,
  record: NetworkRecord,
  k: number,
  layer: RecurrentLayer,
  step: Step,
  before: Step | undefined,
  input: number | undefined,
) => void;

const addRelevance: AddStep = (graph, record, k, { type }, { side, step, h, c }, before, input) => {
  if (c !== undefined) graph.flow(h, c, 'pass', sumOf(record.step(k, side, step, 'h')));
  const from = c ?? h;
  const source = type === 'lstm' ? 'g' : type === 'gru' ? 'n' : 'h';
  if (before) {
    if (type !== 'rnn') graph.flow(from, before.c ?? before.h, 'kept', sumOf(record.step(k, side, step, 'kept')));
    graph.flow(from, before.h, source, sumOf(record.step(k, side, step, 'through')));
  }
  graph.flow(from, input, source, record.stepInput(k, side, step));
};

const addGradient: AddStep = (graph, record, k, layer, { side, step, h, c }, before, input) => {
  const { type } = layer;
  const gates = LAYER_GATES[type].map((via, gate) => ({ via, ...record.stepGate(k, side, step, gate) }));
  const addGates = (from: number, chosen: typeof gates) => {
    for (const gate of chosen) {
      if (before) graph.flow(from, before.h, gate.via, gate.state);
      graph.flow(from, input, gate.via, gate.input);
    }
  };
  if (c === undefined) {
    if (before && type === 'gru') {
      const kept = record
        .step(k, side, step, 'h')
        .map((value, unit) => value * (record.stepTrace(k, side, step, 'z')[unit] ?? 0));
      graph.flow(h, before.h, 'kept', dot(kept, record.state(k, side, step)));
    }
    addGates(h, gates);
    return;
  }
  graph.flow(
    h,
    c,
    'pass',
    dot(stateDerivatives(record, { k, layer, side, step }).throughTanh, record.state(k, side, step + 1, 'c')),
  );
  addGates(
    h,
    gates.filter(({ via }) => via === 'o'),
  );
  if (before) graph.flow(c, before.c, 'kept', dot(record.step(k, side, step, 'kept'), record.state(k, side, step, 'c')));
  addGates(
    c,
    gates.filter(({ via }) => via !== 'o'),
  );
};
