/** A model's layers in words: the boxes of its diagram. */
import type { ModelInfo } from '../../../engine/protocol.ts';
import { layerName } from '../../../state/models/index.ts';
import { formatCount } from '../../../ui/text/format-number.ts';

/** A network as far as its diagram shows it. `parameters` 0: it is not said how many. */
export type NetworkShape = Pick<ModelInfo, 'layers' | 'stages' | 'input' | 'embeddingSize' | 'vocabularySize' | 'output'>;
type Layer = ModelInfo['layers'][number];

/** One box: what a layer is, what it hands on, and how many parameters it has (0: none). */
export interface LayerText {
  readonly name: string;
  /** '2 × 60', '64 a word'. */
  readonly size: string;
  /** What else it does that one would want to know; '': nothing. */
  readonly detail: string;
  readonly parameters: number;
  /** What the file calls it; null: it does not name it. */
  readonly from: string | null;
}

/** From the input to the output. */
export function layerTexts(shape: NetworkShape): readonly LayerText[] {
  const { layers, stages } = shape;
  const boxes = layers.map((layer, index): LayerText => {
    const { size = 0, parameters = 0, from = null } = stages[index] ?? {};
    const isLast = index === layers.length - 1;
    return { ...said(layer, size), ...(isLast ? { detail: OUTPUTS[shape.output] } : {}), parameters, from };
  });
  // Where it is not said of the layers how many parameters they have, it is not said of the embedding.
  const input = inputText(shape);
  return [parameterCount(boxes) > 0 ? input : { ...input, parameters: 0 }, ...boxes];
}

export function parameterCount(texts: readonly LayerText[]): number {
  return texts.reduce((sum, { parameters }) => sum + parameters, 0);
}

function inputText({ input, embeddingSize, vocabularySize }: NetworkShape): LayerText {
  if (input === 'numbers')
    return { name: 'Numbers', size: `${formatCount(embeddingSize)} a row`, detail: '', parameters: 0, from: null };
  const size = `${formatCount(vocabularySize)} × ${formatCount(embeddingSize)}`;
  return { name: 'Embedding', size, detail: '', parameters: vocabularySize * embeddingSize, from: null };
}

/** What becomes of the last layer's scores. */
const OUTPUTS: Readonly<Record<ModelInfo['output'], string>> = {
  softmax: 'softmax',
  sigmoid: 'sigmoid each',
  linear: '',
};

const MERGES = { concat: '', sum: 'directions added', ave: 'directions averaged' } as const;
function said(layer: Layer, size: number): Pick<LayerText, 'name' | 'size' | 'detail'> {
  const name = layerName(layer);
  const out = formatCount(size);
  switch (layer.type) {
    case 'lstm':
    case 'gru':
    case 'rnn':
      return {
        name: layer.bidirectional ? `Bidirectional ${name}` : name,
        size: layer.bidirectional ? `2 × ${formatCount(layer.hiddenSize)}` : formatCount(layer.hiddenSize),
        detail: [cellDetail(layer), layer.bidirectional ? MERGES[layer.merge] : ''].filter(Boolean).join(', '),
      };
    case 'readout':
      return {
        name,
        size: out,
        detail: layer.kind === 'final' && layer.direction !== 'both' ? `${layer.direction} direction` : '',
      };
    case 'dense':
      return { name, size: out, detail: activation(layer.activation) };
    case 'batchnorm':
      return { name, size: out, detail: '' };
    case 'conv1d':
      return {
        name,
        size: out,
        detail: [`${layer.kernel} rows at a time`, activation(layer.activation)].filter(Boolean).join(', '),
      };
    case 'pool1d':
      return { name, size: out, detail: `${layer.size} rows into one` };
  }
}

function cellDetail(layer: Extract<Layer, { readonly hiddenSize: number }>): string {
  if (layer.type === 'rnn') return activation(layer.activation);
  const gates = layer.gateActivation === 'sigmoid' ? '' : 'hard sigmoid gates';
  return [layer.type === 'gru' && !layer.resetAfter ? 'reset before the product' : '', gates].filter(Boolean).join(', ');
}

function activation(name: string): string {
  return name === 'linear' ? '' : name === 'relu' ? 'ReLU' : name;
}
