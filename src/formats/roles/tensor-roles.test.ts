/** Which tensor has which role, by names, by shapes and by hand. */
import { describe, expect, it } from 'vitest';
import { assign, BIDI, namesOf, renamed, type Shapes, UNI, without } from '../../testing/lstm-roles.ts';
import { fieldsOfError } from '../../testing/malformed.ts';
import type { RoleMapping } from './tensor-role.ts';

describe('by name', () => {
  it('one direction and two', () => {
    expect(assign(UNI)).toMatchObject({ embeddingSize: 6, hiddenSize: 5, outputs: 3, bidirectional: false });
    expect(assign(BIDI)).toMatchObject({ embeddingSize: 6, hiddenSize: 5, outputs: 3, bidirectional: true });
    expect(namesOf(BIDI)).toEqual({
      embedding: 'embedding.weight',
      'left.weight_ih': 'lstm.weight_ih_l0',
      'left.weight_hh': 'lstm.weight_hh_l0',
      'left.bias_ih': 'lstm.bias_ih_l0',
      'left.bias_hh': 'lstm.bias_hh_l0',
      'right.weight_ih': 'lstm.weight_ih_l0_reverse',
      'right.weight_hh': 'lstm.weight_hh_l0_reverse',
      'right.bias_ih': 'lstm.bias_ih_l0_reverse',
      'right.bias_hh': 'lstm.bias_hh_l0_reverse',
      'output.weight': 'fc.weight',
      'output.bias': 'fc.bias',
    });
  });

  it('whatever the modules are called, and however deep they are', () => {
    const deep = Object.fromEntries(Object.entries(BIDI).map(([name, shape]) => [`a.b.${name.replace(/^\w+/, 'x')}`, shape]));
    // "x.weight" would be two tensors at once.
    const shapes = { ...deep, 'a.b.table.weight': [50, 6], 'a.b.y.weight': [3, 10] };
    expect(namesOf(without(shapes, 'a.b.x.weight'))).toMatchObject({
      embedding: 'a.b.table.weight',
      'output.weight': 'a.b.y.weight',
    });
  });

  it('without biases, with one, and without an output bias', () => {
    expect(namesOf(without(UNI, 'lstm.bias_ih_l0', 'lstm.bias_hh_l0', 'fc.bias'))).toEqual({
      embedding: 'embedding.weight',
      'left.weight_ih': 'lstm.weight_ih_l0',
      'left.weight_hh': 'lstm.weight_hh_l0',
      'output.weight': 'fc.weight',
    });
    expect(namesOf(without(UNI, 'lstm.bias_hh_l0'))).toMatchObject({ 'left.bias_ih': 'lstm.bias_ih_l0' });
    expect(namesOf(without(UNI, 'lstm.bias_ih_l0'))).not.toHaveProperty(['left.bias_ih']);
  });

  it('does not take an output bias of 4d numbers for the LSTM’s', () => {
    const shapes = { ...without(UNI, 'lstm.bias_ih_l0', 'lstm.bias_hh_l0'), 'fc.weight': [20, 5], 'fc.bias': [20] };
    expect(namesOf(shapes)).toMatchObject({ 'output.bias': 'fc.bias' });
    expect(namesOf(shapes)).not.toHaveProperty(['left.bias_ih']);
  });

  it('nn.LSTMCell, one and two', () => {
    const cell = renamed(UNI, { 'lstm.weight_ih_l0': 'cell.weight_ih', 'lstm.weight_hh_l0': 'cell.weight_hh' });
    const plain = without(cell, 'lstm.bias_ih_l0', 'lstm.bias_hh_l0');
    expect(namesOf(plain)).toMatchObject({ 'left.weight_ih': 'cell.weight_ih' });
    const two = { ...plain, 'backward.weight_ih': [20, 6], 'backward.weight_hh': [20, 5], 'fc.weight': [3, 10] };
    expect(namesOf(two)).toMatchObject({ 'right.weight_ih': 'backward.weight_ih', 'right.weight_hh': 'backward.weight_hh' });
  });

  it('our own names', () => {
    const shapes = {
      embeddings: [50, 6],
      'left.weight_ih': [20, 6],
      'left.weight_hh': [20, 5],
      'left.bias_ih': [20],
      'output.left': [3, 5],
    };
    expect(namesOf(shapes)).toEqual({
      embedding: 'embeddings',
      'left.weight_ih': 'left.weight_ih',
      'left.weight_hh': 'left.weight_hh',
      'left.bias_ih': 'left.bias_ih',
      'output.left': 'output.left',
    });
    const right = { 'right.weight_ih': [20, 6], 'right.weight_hh': [20, 5], 'output.right': [3, 5], 'output.bias': [3] };
    expect(namesOf({ ...shapes, ...right })).toMatchObject({ 'output.right': 'output.right', 'output.bias': 'output.bias' });
  });

  it('an output layer that is as wide as the embedding, by its name', () => {
    const shapes = { ...UNI, 'embedding.weight': [50, 5], 'lstm.weight_ih_l0': [20, 5], 'out.weight': [3, 5] };
    expect(namesOf(without(shapes, 'fc.weight'))).toMatchObject({ embedding: 'embedding.weight', 'output.weight': 'out.weight' });
  });

  it('as many classes as words, by names', () => {
    const shapes = { ...UNI, 'embedding.weight': [50, 5], 'lstm.weight_ih_l0': [20, 5], 'fc.weight': [50, 5], 'fc.bias': [50] };
    expect(namesOf(shapes)).toMatchObject({ embedding: 'embedding.weight', 'output.weight': 'fc.weight' });
  });
});

describe('by shape, where names say nothing', () => {
  const letters = { E: [50, 6], W: [20, 6], U: [20, 5], V: [3, 5], c: [3] };
  it('one direction, with two biases, one or none', () => {
    const found = { embedding: 'E', 'left.weight_ih': 'W', 'left.weight_hh': 'U', 'output.weight': 'V', 'output.bias': 'c' };
    expect(namesOf(letters)).toEqual(found);
    expect(namesOf({ ...letters, b: [20] })).toEqual({ ...found, 'left.bias_ih': 'b' });
    expect(namesOf({ ...letters, b1: [20], b2: [20] })).toEqual({ ...found, 'left.bias_ih': 'b1', 'left.bias_hh': 'b2' });
  });

  it('two directions, told by left and right', () => {
    const sides = { W_left: [20, 6], U_left: [20, 5], b_left: [20], W_right: [20, 6], U_right: [20, 5], b_right: [20] };
    expect(namesOf({ E: [50, 6], ...sides, V: [3, 10] })).toEqual({
      embedding: 'E',
      'left.weight_ih': 'W_left',
      'left.weight_hh': 'U_left',
      'left.bias_ih': 'b_left',
      'right.weight_ih': 'W_right',
      'right.weight_hh': 'U_right',
      'right.bias_ih': 'b_right',
      'output.weight': 'V',
    });
  });

  it.each<[string, Shapes, object]>([
    ['e = d', { E: [50, 5], W: [20, 5], U: [20, 5], V: [3, 5] }, { where: 'm.pt left.weight_hh', found: 'W [20, 5], U [20, 5]' }],
    [
      'two of everything',
      { E: [50, 6], W1: [20, 6], U1: [20, 5], W2: [20, 6], U2: [20, 5], V: [3, 10] },
      { where: 'm.pt left.weight_hh', problem: 'could be more than one tensor' },
    ],
    [
      'three biases',
      { ...letters, b1: [20], b2: [20], b3: [20] },
      { where: 'm.pt left.bias_ih', found: 'b1 [20], b2 [20], b3 [20]' },
    ],
    ['no LSTM', { E: [50, 6], V: [3, 6] }, { where: 'm.pt left.weight_hh', problem: 'is not found among the tensors' }],
    ['nothing', {}, { where: 'm.pt left.weight_hh', found: 'nothing' }],
  ])('ambiguous or missing: %s', (_, shapes, fields) => {
    expect(fieldsOfError(() => assign(shapes))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});

describe('a mapping', () => {
  const equal = { E: [50, 5], W: [20, 5], U: [20, 5], V: [3, 5] };
  it('decides what names and shapes leave open', () => {
    const mapping = { 'left.weight_ih': 'W', 'left.weight_hh': 'U' };
    expect(namesOf(equal, mapping)).toEqual({ ...mapping, embedding: 'E', 'output.weight': 'V' });
    const swapped = { 'left.weight_ih': 'U', 'left.weight_hh': 'W' };
    expect(namesOf(equal, swapped)).toMatchObject(swapped);
  });

  it('overrides names', () => {
    const mapping = { 'left.bias_ih': 'lstm.bias_hh_l0', 'left.bias_hh': 'lstm.bias_ih_l0' };
    expect(namesOf(UNI, mapping)).toMatchObject(mapping);
  });

  it('leaves a role empty, and tensors out', () => {
    const { names } = assign({ ...UNI, 'extra.weight': [7, 7] }, { 'output.bias': null }, ['fc.bias', 'extra.weight']);
    expect(names.has('output.bias')).toBe(false);
    expect(names.get('output.weight')).toBe('fc.weight');
  });

  it.each<[string, RoleMapping, object]>([
    ['a tensor that is not there', { embedding: 'x' }, { where: 'm.pt embedding', found: '"x"' }],
    [
      'one tensor for two roles',
      { 'left.bias_ih': 'fc.bias', 'output.bias': 'fc.bias' },
      { where: 'm.pt output.bias', problem: 'is mapped to a tensor that has another role or is ignored' },
    ],
    ['a vector as a matrix', { 'left.weight_hh': 'fc.bias' }, { where: 'm.pt fc.bias', found: '[3]' }],
    [
      'an embedding of another size',
      { embedding: 'fc.weight' },
      { where: 'vocabulary', expected: expect.stringMatching(/^3 words/) },
    ],
  ])('refused: %s', (_, mapping, fields) => {
    expect(fieldsOfError(() => assign(UNI, mapping))).toMatchObject({ name: 'ModelFormatError', ...fields });
  });
});
