/** Tensors that are no one LSTM and its output: why, in a sentence. */
import { describe, expect, it } from 'vitest';
import { assign, BIDI, namesOf, renamed, type Shapes, UNI, without } from '../../testing/lstm-roles.ts';
import { fieldsOfError } from '../../testing/malformed.ts';
import { assignRoles } from './tensor-roles.ts';

describe('what is no one LSTM', () => {
  const expected = expect.stringContaining('one LSTM layer');
  it.each<[string, Shapes, object]>([
    [
      'a GRU',
      { ...UNI, 'lstm.weight_ih_l0': [15, 6], 'lstm.weight_hh_l0': [15, 5] },
      { where: 'm.pt lstm.weight_hh_l0', problem: expect.stringMatching(/GRU/), expected },
    ],
    [
      'a plain recurrent layer',
      { ...UNI, 'lstm.weight_ih_l0': [5, 6], 'lstm.weight_hh_l0': [5, 5] },
      { problem: expect.stringMatching(/plain recurrent/) },
    ],
    [
      'two LSTMs',
      { ...UNI, 'other.weight_ih_l0': [20, 6], 'other.weight_hh_l0': [20, 5] },
      { where: 'm.pt left.weight_ih', found: 'lstm.weight_ih_l0 [20, 6], other.weight_ih_l0 [20, 6]' },
    ],
    [
      'a hidden layer',
      { ...UNI, 'fc.weight': [64, 5], 'fc.bias': [64], 'last.weight': [3, 64], 'last.bias': [3] },
      { problem: 'holds tensors that have no role', found: 'last.weight [3, 64], last.bias [3]' },
    ],
    ['attention', { ...UNI, 'attention.weight': [1, 7] }, { found: 'attention.weight [1, 7]' }],
    ['a scalar', { ...UNI, temperature: [] }, { found: 'temperature []' }],
  ])('%s', (_, shapes, fields) => {
    expect(fieldsOfError(() => assign(shapes))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });

  it.each<[string, Shapes, string[]]>([
    [
      'a second layer',
      { 'lstm.weight_ih_l1': [20, 5], 'lstm.weight_hh_l1': [20, 5] },
      ['lstm.weight_ih_l1', 'lstm.weight_hh_l1'],
    ],
    ['a layer on the output', { 'fc2.weight': [2, 3] }, ['fc2.weight']],
  ])('%s cannot be left out', (_, more, names) => {
    const shapes = { ...UNI, ...more };
    const tensors = new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape }]));
    const problem = { problem: 'would be a different network without tensors that are to be ignored' };
    expect(fieldsOfError(() => assign(shapes, {}, names))).toMatchObject(problem);
    const options = { vocabularySize: 50, ignoreOthers: true };
    expect(fieldsOfError(() => assignRoles(tensors, options, 'm.pt'))).toMatchObject(problem);
  });
});

describe('shapes that do not fit', () => {
  it.each<[string, Shapes, object]>([
    [
      'no weight_hh',
      without(UNI, 'lstm.weight_hh_l0'),
      { where: 'm.pt left.weight_hh', problem: 'is not found among the tensors' },
    ],
    ['no weight_ih', without(UNI, 'lstm.weight_ih_l0'), { where: 'm.pt left.weight_ih' }],
    ['half a right direction', { ...UNI, 'lstm.weight_hh_l0_reverse': [20, 5] }, { where: 'm.pt right.weight_ih' }],
    [
      'rows of weight_ih',
      { ...UNI, 'lstm.weight_ih_l0': [24, 6] },
      { where: 'm.pt lstm.weight_ih_l0', problem: 'is not of an LSTM' },
    ],
    [
      'rows of weight_hh',
      { ...UNI, 'lstm.weight_hh_l0': [21, 5] },
      { problem: 'is not of an LSTM, of which there are no roles' },
    ],
    ['d = 0', { ...UNI, 'lstm.weight_ih_l0': [0, 6], 'lstm.weight_hh_l0': [0, 0] }, { found: '[0, 0]' }],
    [
      'no embedding',
      without(UNI, 'embedding.weight'),
      { where: 'm.pt embedding', found: expect.stringContaining('lstm.weight_ih_l0 [20, 6]') },
    ],
    [
      'two embeddings',
      { ...UNI, 'embedding2.weight': [50, 6] },
      { where: 'm.pt embedding', problem: 'could be more than one tensor' },
    ],
    ['no output', without(UNI, 'fc.weight'), { where: 'm.pt output.weight', expected: expect.stringMatching(/^\[classes, 5\]/) }],
    [
      'an output on one direction of two',
      { ...BIDI, 'fc.weight': [3, 5] },
      { where: 'm.pt output.weight', expected: expect.stringMatching(/^\[classes, 10\]/) },
    ],
  ])('%s', (_, shapes, fields) => {
    expect(fieldsOfError(() => assign(shapes))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });

  it.each([49, 51, 0])('a vocabulary of %i words for 50 embeddings', (words) => {
    for (const shapes of [UNI, renamed(UNI, { 'embedding.weight': 'table' })]) {
      expect(fieldsOfError(() => assign(shapes, {}, [], words))).toMatchObject({
        where: 'vocabulary',
        problem: 'does not have a word for every embedding',
        expected: expect.stringMatching(/^50 words/),
        found: `${words} words`,
      });
    }
  });
});

describe('files of very many tensors', () => {
  const many = (count: number, shape: readonly number[]): Shapes =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, shape]));

  it('others take no part where that is said of all of them, and the roles stay as they are', () => {
    const shapes = { ...BIDI, ...many(20_000, [4]) };
    expect(fieldsOfError(() => assign(shapes))).toMatchObject({
      problem: 'holds tensors that have no role',
      found: expect.stringMatching(/^t0 \[4\], .* and 19988 more$/),
    });
    const tensors = new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape }]));
    const { names } = assignRoles(tensors, { vocabularySize: 50, ignoreOthers: true }, 'm.pt');
    expect(Object.fromEntries(names)).toEqual(namesOf(BIDI));
  });

  it('where any two could be the weights, no pair is written down', () => {
    // 16,000 squares and as many inputs: 256,000,000 pairs.
    expect(fieldsOfError(() => assign(many(16_000, [16, 4]), {}, [], 16))).toMatchObject({
      where: 'm.pt left.weight_hh',
      problem: 'could be more than one tensor',
      found: expect.stringMatching(/ and 15988 more$/),
    });
  });
});
