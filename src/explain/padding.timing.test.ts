import { expect, it } from 'vitest';
import type { Layer } from '../model/layers.ts';
import type { Padding } from '../model/model-data.ts';
import { Network } from '../model/network.ts';
import { makeNetwork } from '../testing/made-network.ts';
import { timesAsLong } from '../testing/timing.ts';
import { LRP_DEFAULTS } from './method-options.ts';
import { runMethods } from './methods.ts';
import { targetWeights } from './run-method.ts';

const ROWS = 500;
const WORDS = 2000;
const LAYERS: readonly Layer[] = [
  { type: 'lstm', hiddenSize: 60, bidirectional: false, merge: 'concat', gateActivation: 'sigmoid' },
  { type: 'readout', kind: 'final', direction: 'both' },
  { type: 'dense', size: 5, activation: 'linear' },
];
const PADDING: Padding = { side: 'pre', length: ROWS, id: 0, truncate: 'pre', masked: false };
const FIRST_CLASS = targetWeights(5, 0, null);

function networkWith(padding: Padding | null): Network {
  return new Network(makeNetwork(LAYERS, { seed: 5, words: WORDS, embeddingSize: 60, padding, scale: 0.2, isNarrow: false }));
}

/** All methods on another sentence of that many words at each call: nothing of it is known from the one before. */
function explain(network: Network, length: number): () => void {
  let from = 0;
  return () => {
    from += 1;
    const ids = Array.from({ length }, (_, t) => 1 + ((from * 7919 + t * 31) % (WORDS - 1)));
    runMethods(network, network.forward(ids), FIRST_CLASS, ['lrp', 'sa', 'gi'], LRP_DEFAULTS);
  };
}

/** One after the other, so that the clock's grain does not count. */
function times(count: number, work: () => void): () => void {
  return () => {
    for (let k = 0; k < count; k++) work();
  };
}

it('500 rows of padding before a sentence cost at most a third of what 500 words do', () => {
  const padded = times(5, explain(networkWith(PADDING), 20));
  const long = times(5, explain(networkWith(null), ROWS));
  expect(timesAsLong(padded, long, 1 / 3)).toBeLessThan(1 / 3);
});

it('a letter typed in a sentence behind 500 rows of padding costs at most a third of what one behind 500 words does', () => {
  const typed = (network: Network, length: number) => {
    const ids = Array.from({ length }, (_, t) => 1 + ((t * 31) % (WORDS - 1)));
    let last = 0;
    return () => {
      last = (last + 7) % (WORDS - 1);
      ids[length - 1] = 1 + last;
      runMethods(network, network.forward(ids), FIRST_CLASS, ['lrp', 'sa', 'gi'], LRP_DEFAULTS);
    };
  };
  const padded = times(5, typed(networkWith(PADDING), 20));
  const long = times(5, typed(networkWith(null), ROWS));
  expect(timesAsLong(padded, long, 1 / 3)).toBeLessThan(1 / 3);
});
