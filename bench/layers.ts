/** The part of `npm run bench` that is about lists of layers: what each costs beside the one BiLSTM of the paper, in the same run. */
import { LRP_DEFAULTS } from '../src/explain/method-options.ts';
import { runMethods } from '../src/explain/methods.ts';
import { targetWeights } from '../src/explain/run-method.ts';
import type { Layer } from '../src/model/layers.ts';
import type { Padding } from '../src/model/model-data.ts';
import { Network } from '../src/model/network.ts';
import { mulberry32 } from '../src/model/random.ts';
import { makeNetwork } from '../src/testing/made-network.ts';
import { fastest } from './side-by-side.ts';

const SIZE = 60;
const WORDS = 5000;
const SENTENCES = 60;
const LENGTH = 20;
const PASSES = 7;
const PADDED = 500;

const lstm: Layer = { type: 'lstm', hiddenSize: SIZE, bidirectional: true, merge: 'concat', gateActivation: 'sigmoid' };
const oneWay: Layer = { ...lstm, bidirectional: false };
const final: Layer = { type: 'readout', kind: 'final', direction: 'both' };
const output: Layer = { type: 'dense', size: 5, activation: 'linear' };
const padding = (side: 'pre' | 'post'): Padding => ({ side, length: PADDED, id: 0, truncate: side, masked: false });

interface Shape {
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly padding?: Padding;
  readonly isNarrow?: boolean;
  /** Of a sentence; LENGTH, give or take 5, where it is not given. */
  readonly length?: number;
}

const SHAPES: readonly Shape[] = [
  { name: 'BiLSTM 60', layers: [lstm, final, output] },
  { name: 'BiLSTM 60, weights in float32', layers: [lstm, final, output], isNarrow: true },
  { name: 'stacked BiLSTM 2 x 60', layers: [lstm, lstm, final, output] },
  {
    name: 'GRU 60',
    layers: [
      { type: 'gru', hiddenSize: SIZE, bidirectional: true, merge: 'concat', gateActivation: 'sigmoid', resetAfter: true },
      final,
      output,
    ],
  },
  { name: 'BiLSTM 60, dense 64, dense 32', layers: [lstm, final, dense(64), dense(32), output] },
  { name: 'LSTM 60', layers: [oneWay, final, output] },
  { name: `LSTM 60, ${PADDED} words`, layers: [oneWay, final, output], length: PADDED },
  { name: `LSTM 60, ${PADDED} rows, padding read first`, layers: [oneWay, final, output], padding: padding('pre') },
  { name: `LSTM 60, ${PADDED} rows, padding read last`, layers: [oneWay, final, output], padding: padding('post') },
];

function dense(size: number): Layer {
  return { type: 'dense', size, activation: 'relu' };
}

/** None is like the one before. */
function sentencesOf(length?: number): readonly (readonly number[])[] {
  const random = mulberry32(77);
  return Array.from({ length: SENTENCES }, (_, n) =>
    Array.from({ length: length ?? LENGTH + (n % 11) - 5 }, () => 1 + Math.floor(random() * (WORDS - 1))),
  );
}

const FIRST_CLASS = targetWeights(5, 0, null);

export function benchLayers(): void {
  const networks = SHAPES.map(({ layers, padding = null, isNarrow = false }) => {
    return new Network(makeNetwork(layers, { seed: 5, words: WORDS, embeddingSize: SIZE, padding, scale: 0.2, isNarrow }));
  });
  const sentences = SHAPES.map(({ length }) => sentencesOf(length));
  const forward = networks.map((network, index) => () => {
    for (const ids of sentences[index] ?? []) network.forward(ids);
  });
  const all = networks.map((network, index) => () => {
    for (const ids of sentences[index] ?? [])
      runMethods(network, network.forward(ids), FIRST_CLASS, ['lrp', 'sa', 'gi'], LRP_DEFAULTS);
  });
  const [forwards, alls] = [fastest(forward, PASSES), fastest(all, PASSES)];
  console.log(
    `\nlists of layers: microseconds a sentence of some ${LENGTH} words unless another number is told, fastest of ${PASSES} passes, beside the first; memory of the kernels`,
  );
  console.log(`${''.padEnd(36)}${'forward'.padStart(16)}${'all methods'.padStart(16)}${'memory'.padStart(12)}`);
  for (const [index, { name, length }] of SHAPES.entries()) {
    const cells = [forwards, alls].map((times) => {
      const [own = Number.NaN, first = Number.NaN] = [times[index], times[0]];
      return `${((own * 1000) / SENTENCES).toFixed(0)} (${(own / first).toFixed(2)}x)`.padStart(16);
    });
    const bytes = networks[index]?.bytesFor(length ?? LENGTH) ?? Number.NaN;
    console.log(`${name.padEnd(36)}${cells.join('')}${`${(bytes / 2 ** 20).toFixed(1)} MiB`.padStart(12)}`);
  }
}
