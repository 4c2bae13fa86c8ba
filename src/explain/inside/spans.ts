/** Which rows of the input the rows of each layer stand above. */
import type { Layer } from '../../model/layers.ts';
import type { NetworkRecord } from '../../model/network-record.ts';

export type Span = readonly [from: number, to: number];

/** The rows that an output row of a conv1d or pool1d reads: from, up to but not including to; those beyond the ends left out. */
export function windowOf(layer: Layer, row: number, rows: number): Span {
  if (layer.type === 'pool1d') return [row * layer.size, (row + 1) * layer.size];
  if (layer.type !== 'conv1d') return [row, row + 1];
  const first = row - rowsBefore(layer);
  return [Math.max(0, first), Math.min(rows, first + layer.kernel)];
}

/** Rows of zeros that a conv1d reads before the first. */
export function rowsBefore(layer: Extract<Layer, { type: 'conv1d' }>): number {
  if (layer.padding === 'valid') return 0;
  return layer.padding === 'causal' ? layer.kernel - 1 : Math.floor((layer.kernel - 1) / 2);
}

/** Spans of the rows that each layer reads: [K][rows]. */
export function spansOf(record: NetworkRecord): Span[][] {
  let spans: Span[] = Array.from({ length: record.reading.length }, (_, row) => [row, row + 1]);
  return record.layers.map(({ layer, final }, k) => {
    const read = spans;
    const over = (first: number, end: number): Span => [read[first]?.[0] ?? 0, read[end - 1]?.[1] ?? 0];
    const [rows, outRows] = [record.inRows(k), record.outRows(k)];
    const isWhole = layer.type === 'readout' || final !== null;
    spans = Array.from({ length: outRows }, (_, row) => (isWhole ? over(0, rows) : over(...windowOf(layer, row, rows))));
    return read;
  });
}
