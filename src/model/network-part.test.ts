/** Layers run one by one give what the whole network gives, bit for bit. */
import { describe, expect, it } from 'vitest';
import { makeNetwork } from '../testing/made-network.ts';
import { fixedLength } from './check-model.ts';
import { flowOf } from './layer-flow.ts';
import type { Layer } from './layers.ts';
import type { LayerData, Padding } from './model-data.ts';
import { Network } from './network.ts';
import { NetworkPart, type Rows } from './network-part.ts';
import { readRows } from './padding.ts';

const lstm = { type: 'lstm', hiddenSize: 3, bidirectional: true, merge: 'concat', gateActivation: 'sigmoid' } as const;
const scores = { type: 'dense', size: 2, activation: 'linear' } as const;
const padding: Padding = { side: 'pre', length: 9, id: 0, truncate: 'pre', masked: false };

/** A final readout belongs to the layer below it. */
function partsOf(layers: readonly LayerData[]): LayerData[][] {
  const parts: LayerData[][] = [];
  for (const data of layers) {
    if (data.layer.type === 'readout' && data.layer.kind === 'final') parts.at(-1)?.push(data);
    else parts.push([data]);
  }
  return parts;
}

it.each<[string, readonly Layer[], Padding | null]>([
  ['final states', [lstm, { type: 'readout', kind: 'final', direction: 'both' }, scores], null],
  ['stacked', [lstm, { ...lstm, merge: 'sum' }, { type: 'readout', kind: 'final', direction: 'right' }, scores], null],
  [
    'a largest unit',
    [lstm, { type: 'batchnorm' }, { type: 'readout', kind: 'max' }, { type: 'dense', size: 5, activation: 'sigmoid' }, scores],
    null,
  ],
  [
    'windows',
    [
      { type: 'conv1d', size: 5, kernel: 3, padding: 'valid', activation: 'relu' },
      { type: 'pool1d', kind: 'max', size: 2 },
      { type: 'gru', hiddenSize: 2, bidirectional: false, merge: 'concat', gateActivation: 'sigmoid', resetAfter: true },
      { type: 'readout', kind: 'attention', size: 3 },
      scores,
    ],
    null,
  ],
  ['flatten', [lstm, { type: 'readout', kind: 'flatten' }, scores], padding],
])('%s', (_, layers, pads) => {
  const model = makeNetwork(layers, { seed: 3, words: 8, embeddingSize: 5, padding: pads, scale: 1, isNarrow: false });
  const network = new Network(model);
  const flows = flowOf(layers, 5, fixedLength(model.config));
  let index = 0;
  const parts = partsOf(model.layers).map((data, at) => {
    const { size = 0, length = null } = flows[index] ?? {};
    index += data.length;
    return new NetworkPart(data, { size, length, embeddings: at === 0 ? model.embeddings : null });
  });
  for (const ids of [
    [1, 2, 3, 4, 5, 6, 7],
    [1, 2, 7, -1, 3],
    [1, 2, 7, -1, 3],
  ]) {
    const { before, length } = readRows(ids.length, pads);
    const words = new Int32Array(length);
    words.set(ids, before);
    const read = parts.reduce<Rows | null>((rows, part) => (rows === null ? part.runWords(words) : part.runRows(rows)), null);
    expect(read?.count).toBe(1);
    expect(read?.values.subarray(0, 2)).toEqual(network.forward(ids));
  }
});

describe('a sentence too short for a layer’s windows', () => {
  it('has no rows', () => {
    const layer: Layer = { type: 'conv1d', size: 1, kernel: 3, padding: 'valid', activation: 'linear' };
    const part = new NetworkPart([{ layer, tensors: { weight: new Float64Array(3).fill(1) } }], { size: 1, length: null });
    const rows = (count: number): Rows => ({ values: new Float64Array(4 * count).fill(1), count, size: 1 });
    expect(part.runRows(rows(2))).toBe(null);
    expect(part.runRows(rows(4))).toMatchObject({ count: 2, size: 1 });
  });
});
