/** The graph of what flows back through a list of layers, read from the kernels' record (src/kernels/record.ts). */
import { isRecurrent } from '../../model/layers.ts';
import type { NetworkRecord } from '../../model/network-record.ts';
import { GraphBuilder } from './builder.ts';
import { addStateFlows, addStates, type States } from './recurrent-flows.ts';
import { rowsBefore, type Span, spansOf, windowOf } from './spans.ts';
import { dot } from './sums.ts';
import type { InsideFlow, InsideMethod, InsideNode, InsideVia } from './types.ts';

/** Nodes of a layer, and of the rows that it hands on. */
type Opened = { readonly rows: readonly number[]; readonly states: States | null };

/** @param record of the way back that `method` goes, of the sentence in hand */
export function readGraph(record: NetworkRecord, method: InsideMethod): { nodes: InsideNode[]; flows: InsideFlow[] } {
  const graph = new GraphBuilder(method);
  const spans = spansOf(record);
  let opened = open(graph, record, record.layers.length - 1, spans);
  for (let k = record.layers.length - 1; k >= 0; k--) {
    const below = k > 0 ? open(graph, record, k - 1, spans) : openInput(graph, record);
    if (opened.states) addStateFlows(graph, record, k, opened.states, below.rows);
    else addRowFlows(graph, record, k, opened.rows, below.rows);
    opened = below;
  }
  return graph.finish();
}

function open(graph: GraphBuilder, record: NetworkRecord, k: number, spans: readonly (readonly Span[])[]): Opened {
  const held = record.layers[k];
  if (held && isRecurrent(held.layer)) {
    const states = addStates(graph, record, k, { ...held, layer: held.layer }, spans[k] ?? []);
    return { rows: states.rows, states };
  }
  const above = spans[k + 1];
  const rows = Array.from({ length: record.outRows(k) }, (_, row) => {
    return graph.node({
      kind: above ? 'row' : 'score',
      layer: held?.index ?? 0,
      row,
      over: above?.[row] ?? [0, record.reading.length],
      ...graph.measure(record.back(k, row), record.output(k, row)),
      drips: record.drips(k, row),
    });
  });
  return { rows, states: null };
}

function openInput(graph: GraphBuilder, record: NetworkRecord): Opened {
  const { from, to, before, length } = record.reading;
  const rows = Array.from({ length }, (_, row) => {
    const isPad = row < before || row >= before + to - from;
    const word = isPad ? null : row - before + from;
    const values = graph.method === 'lrp' ? { amount: record.inputRelevance(row) } : record.inputGradient(row);
    return graph.node({ kind: 'input', layer: -1, row, over: [row, row + 1], word, isPad, ...values });
  });
  return { rows, states: null };
}

/** What a row that layer `k` reads gets of it. */
function amountBelow(graph: GraphBuilder, record: NetworkRecord, k: number, row: number): number {
  if (k > 0) return graph.measure(record.back(k - 1, row), record.output(k - 1, row)).amount;
  return graph.method === 'lrp' ? record.inputRelevance(row) : record.inputGradient(row).amount;
}

/** From the rows that a layer without states hands on to those that it reads. */
function addRowFlows(
  graph: GraphBuilder,
  record: NetworkRecord,
  k: number,
  rows: readonly number[],
  below: readonly number[],
): void {
  const layer = record.layers[k]?.layer;
  if (!layer) return;
  const { method } = graph;
  const isMax = (layer.type === 'pool1d' || layer.type === 'readout') && layer.kind === 'max';
  const isCopy = layer.type === 'readout' && (layer.kind === 'last' || layer.kind === 'flatten');
  const via: InsideVia = isMax || isCopy ? 'pass' : 'linear';
  for (const [row, node] of rows.entries()) {
    if (layer.type === 'conv1d') {
      const [first, end] = windowOf(layer, row, record.inRows(k));
      const amounts = record.window(k, row, layer.kernel);
      const start = row - rowsBefore(layer);
      for (let at = first; at < end; at++) graph.flow(node, below[at], via, amounts[at - start] ?? 0);
      continue;
    }
    const [first, end] =
      layer.type === 'readout'
        ? [layer.kind === 'last' ? below.length - 1 : 0, below.length]
        : windowOf(layer, row, record.inRows(k));
    for (let at = first; at < end; at++) {
      const amount = amountBelow(graph, record, k, at);
      if (layer.type !== 'readout' || layer.kind !== 'attention' || method === 'lrp') {
        graph.flow(node, below[at], via, amount);
        continue;
      }
      // Attention: through the weighted sum itself, and through the weights, which are read from the rows too.
      const sum = record.attention(k, at, layer.size) * dot(record.back(k, row), record.input(k, at));
      graph.flow(node, below[at], 'linear', sum);
      graph.flow(node, below[at], 'weights', amount - sum);
    }
  }
}
