import type { ModelInfo } from '../../engine/protocol.ts';

type Layer = ModelInfo['layers'][number];

const RECURRENT = { lstm: 'LSTM', gru: 'GRU', rnn: 'Simple RNN' } as const;
const READOUTS = {
  final: 'Last states',
  last: 'Last row',
  max: 'Maximum over time',
  mean: 'Mean over time',
  flatten: 'All rows in one',
  attention: 'Attention',
} as const;

/** What a layer is called. */
export function layerName(layer: Layer): string {
  switch (layer.type) {
    case 'lstm':
    case 'gru':
    case 'rnn':
      return RECURRENT[layer.type];
    case 'readout':
      return READOUTS[layer.kind];
    case 'dense':
      return 'Dense';
    case 'batchnorm':
      return 'Batch normalisation';
    case 'conv1d':
      return 'Convolution';
    case 'pool1d':
      return layer.kind === 'max' ? 'Max pooling' : 'Mean pooling';
  }
}
