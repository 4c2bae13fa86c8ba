/** Which networks a method is defined for: null, or the sentence why this is none of them. */
import { isRecurrent, type Layer } from '../model/layers.ts';
import type { ModelConfig } from '../model/model-data.ts';

interface NetworkShape {
  readonly layers: readonly Layer[];
  /** What its scores become. */
  readonly output: ModelConfig['output'];
}

export type AppliesTo = (network: NetworkShape) => string | null;

export const toProbabilities: AppliesTo = ({ output }) =>
  output === 'linear' ? 'The output of this network is a number, not a probability.' : null;

export const toGates: AppliesTo = ({ layers }) =>
  layers.some(({ type }) => type === 'lstm' || type === 'gru')
    ? null
    : 'This network has no gates: its relevance is the same under every gate rule.';

/** Contextual Decomposition: each obstacle is named, the first one first. */
export const toOneLstm: AppliesTo = ({ layers }) => {
  const [first, readout, output, ...more] = layers;
  const obstacles = [
    layers.filter(isRecurrent).length > 1 && 'several recurrent layers',
    first?.type !== 'lstm' && `a first layer of another kind (${first?.type ?? 'none'})`,
    !(readout?.type === 'readout' && readout.kind === 'final') && 'a readout that is not of the final states',
    (output?.type !== 'dense' || output.activation !== 'linear' || more.length > 0) && 'more than a linear output',
  ].filter((obstacle) => obstacle !== false);
  if (obstacles.length === 0) return null;
  return `Defined for one LSTM layer, its final states and a linear output; this network has ${obstacles.join(', ')}.`;
};
