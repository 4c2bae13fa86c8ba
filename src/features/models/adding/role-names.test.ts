import { describe, expect, it } from 'vitest';
import { wholeSentence } from './problem-sentence.ts';
import { asInTable } from './role-names.ts';

const missing = {
  name: 'ModelFormatError',
  where: 'model.pt left.weight_hh',
  problem: 'is not found among the tensors',
  expected: 'shape [4d, d]',
  found: 'encoder.left.weight_hh [12, 3], left.weight_hh [3, 3]',
  advice: 'Name the tensor of each role in a mapping if it is there.',
} as const;

describe('an error beside the table of tensors', () => {
  it('names roles as the table does, and tensors as the file does', () => {
    expect(wholeSentence(asInTable(missing))).toBe(
      'model.pt “Forward LSTM, weights of the hidden state” is not found among the tensors: expected shape [4d, d], ' +
        'found encoder.left.weight_hh [12, 3], left.weight_hh [3, 3]. ' +
        'Name the tensor of each role under “Which tensor is which” if it is there.',
    );
    const { where } = asInTable({ ...missing, where: 'model.pt encoder.left.weight_hh.0' });
    expect(where).toBe('model.pt encoder.left.weight_hh.0');
  });
});
