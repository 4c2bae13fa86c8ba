/**
 * The nodes and flows of a recurrent layer: its states, one a step and direction, how relevance or the gradient goes back through time, and
 * which part of it each step hands to the row it reads. Equations: src/kernels/lstm.ts, gru.ts, rnn.ts.
 */

import type { HeldLayer } from '../../model/held-layer.ts';
import { LAYER_GATES, type RecurrentLayer } from '../../model/layers.ts';
import type { NetworkRecord } from '../../model/network-record.ts';
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
  /** Of an LSTM: what flows from h to c. */
  readonly toCell: number;
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
  const rows = hasRows(held) ? addRows(graph, record, k, held, spans) : null;
  const steps: Step[] = [];
  for (let step = T - 1; step >= 0; step--) {
    for (const side of sidesOf(held)) {
      const row = position(side, step, T);
      steps.push(addStep(graph, record, { k, layer: held.layer, side, step, row }, held.index, spans[row] ?? [0, 0]));
    }
  }
  return { held, rows: rows ?? Array.from({ length: T }, (_, row) => steps[T - 1 - row]?.h ?? 0), steps };
}

/** Whether rows are made of states; else they are the states. */
function hasRows({ final, layer }: RecurrentHeld): boolean {
  return final !== null || layer.bidirectional;
}

function addRows(graph: GraphBuilder, record: NetworkRecord, k: number, { index, final }: RecurrentHeld, spans: readonly Span[]) {
  return Array.from({ length: record.outRows(k) }, (_, row) =>
    graph.node({
      kind: 'row',
      layer: final === null ? index : index + 1,
      row,
      over: final === null ? (spans[row] ?? [0, 0]) : [spans[0]?.[0] ?? 0, spans.at(-1)?.[1] ?? 0],
      ...graph.measure(record.back(k, row), record.output(k, row)),
      drips: record.drips(k, row),
    }),
  );
}

interface StepPlace {
  readonly k: number;
  readonly layer: RecurrentLayer;
  readonly side: number;
  readonly step: number;
  readonly row: number;
}

function addStep(graph: GraphBuilder, record: NetworkRecord, place: StepPlace, index: number, over: Span): Step {
  const { k, layer, side, step, row } = place;
  const node = { layer: index, side: nameOf(side), row, step, over };
  const drips = record.stepDrips(k, side, step);
  const flowing = record.step(k, side, step, 'h');
  const h = { kind: 'h', ...node, ...graph.measure(flowing, record.state(k, side, step + 1)) } as const;
  if (layer.type !== 'lstm') return { side, step, row, h: graph.node({ ...h, drips }), c: undefined, toCell: 0 };
  const cell = record.state(k, side, step + 1, 'c');
  const isLrp = graph.method === 'lrp';
  const derivatives = isLrp ? null : stateDerivatives(record, place);
  const atCell = derivatives?.c ?? record.step(k, side, step, 'c');
  return {
    side,
    step,
    row,
    h: graph.node(h),
    c: graph.node({ kind: 'c', ...node, ...graph.measure(atCell, cell), drips }),
    toCell: graph.measure(derivatives?.throughTanh ?? flowing, cell).amount,
  };
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
  if (hasRows(held)) addRowFlows(graph, record, k, held, rows, at);
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
      graph.flow(node, at(side, step)?.h, via, graph.measure(back, record.state(k, side, step + 1)).amount);
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

const addRelevance: AddStep = (graph, record, k, { type }, { side, step, h, c, toCell }, before, input) => {
  if (c !== undefined) graph.flow(h, c, 'pass', toCell);
  const from = c ?? h;
  const source = type === 'lstm' ? 'g' : type === 'gru' ? 'n' : 'h';
  if (before) {
    if (type !== 'rnn') graph.flow(from, before.c ?? before.h, 'kept', sumOf(record.step(k, side, step, 'kept')));
    graph.flow(from, before.h, source, sumOf(record.step(k, side, step, 'through')));
  }
  graph.flow(from, input, source, record.stepInput(k, side, step));
};

const addGradient: AddStep = (graph, record, k, { type }, { side, step, h, c, toCell }, before, input) => {
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
  graph.flow(h, c, 'pass', toCell);
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
