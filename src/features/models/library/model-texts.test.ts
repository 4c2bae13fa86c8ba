import { describe, expect, it } from 'vitest';
import { layerTexts, parameterCount } from '../network/layer-texts.ts';
import { inputText, outputText, paddingText } from './model-texts.ts';

const PADDING = { side: 'pre', length: 40, id: 0, truncate: 'post', masked: false } as const;

describe('a model in words', () => {
  it('tells its input, padding and output', () => {
    const words = { input: 'tokens', vocabularySize: 5000, embeddingSize: 64, features: null } as const;
    expect(inputText(words)).toBe('words, of a vocabulary of 5,000');
    expect(inputText({ ...words, input: 'numbers', embeddingSize: 2, features: ['a', 'b'] })).toContain('2 numbers: a, b');
    expect(paddingText({ padding: null, paddingId: null, input: 'tokens' })).toBe('none: sentences are read at their own length');
    expect(paddingText({ padding: { ...PADDING, masked: true }, paddingId: 0, input: 'tokens' })).toMatch(
      /^masked.*more than 40 rows are cut at the end; entry 0/,
    );
    expect(paddingText({ padding: PADDING, paddingId: null, input: 'tokens' })).toBe(
      'always 40 rows: short sentences are padded at the beginning, long ones are cut at the end',
    );
    expect(paddingText({ padding: PADDING, paddingId: null, input: 'numbers' })).toContain('short sequences');
    expect(outputText({ output: 'softmax', classes: ['a', 'b'] })).toBe('one of 2 classes: a, b');
    expect(outputText({ output: 'sigmoid', classes: ['a', 'b'] })).toBe('any number of 2 classes: a, b');
    expect(outputText({ output: 'linear', classes: ['price'] })).toBe('a number: price');
  });

  it('names each layer with its size and parameters', () => {
    const over = { hiddenSize: 60, bidirectional: true, merge: 'concat' } as const;
    const texts = layerTexts({
      input: 'tokens',
      vocabularySize: 5000,
      embeddingSize: 64,
      output: 'sigmoid',
      layers: [
        { type: 'conv1d', size: 32, kernel: 3, padding: 'same', activation: 'relu' },
        { type: 'gru', ...over, gateActivation: 'hard_sigmoid', resetAfter: false },
        { type: 'readout', kind: 'final', direction: 'both' },
        { type: 'dense', size: 2, activation: 'linear' },
      ],
      stages: [32, 120, 120, 2].map((size) => ({ size, parameters: 10 * size, from: null })),
    });
    expect(texts.map(({ name, size }) => `${name} ${size}`)).toEqual([
      'Embedding 5,000 × 64',
      'Convolution 32',
      'Bidirectional GRU 2 × 60',
      'Last states 120',
      'Dense 2',
    ]);
    expect(texts.map(({ detail }) => detail)).toEqual([
      '',
      '3 rows at a time, ReLU',
      'reset before the product, hard sigmoid gates',
      '',
      'sigmoid each',
    ]);
    expect(parameterCount(texts)).toBe(320_000 + 10 * (32 + 120 + 120 + 2));
  });
});
