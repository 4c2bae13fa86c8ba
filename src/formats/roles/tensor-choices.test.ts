import { describe, expect, it } from 'vitest';
import { MOST_LISTED, tensorChoices } from './tensor-choices.ts';
import { TENSOR_ROLES } from './tensor-role.ts';

/** V = 50, e = 6, d = 5, C = 3. */
const SHAPES: ReadonlyMap<string, readonly number[]> = new Map([
  ['table', [70, 6]],
  ['words', [50, 6]],
  ['ih', [20, 6]],
  ['hh', [20, 5]],
  ['b', [20]],
  ['wide', [3, 10]],
  ['half', [3, 5]],
  ['scores', [3]],
  ['cube', [2, 2, 2]],
]);
const choose = (roles = {}, search = '') => tensorChoices(SHAPES, { vocabularySize: 50, roles, search });
const namesOf = ({ tensors }: { readonly tensors: readonly { readonly name: string }[] }) => tensors.map(({ name }) => name);

describe('of each role those tensors are offered whose shape fits', () => {
  it('as long as no size is known, whatever could be one', () => {
    const { fitting } = choose();
    expect(namesOf(fitting['left.weight_hh'])).toEqual(['hh']);
    expect(namesOf(fitting['left.weight_ih'])).toEqual(['ih', 'hh']);
    expect(namesOf(fitting['right.bias_hh'])).toEqual(['b']);
    expect(namesOf(fitting['output.bias'])).toEqual(['b', 'scores']);
  });

  it('by the sizes of the roles that are known; an embedding with a row a word stands first', () => {
    const { fitting } = choose({ 'left.weight_ih': 'ih', 'left.weight_hh': 'hh', 'output.weight': 'wide' });
    expect(namesOf(fitting.embedding)).toEqual(['words', 'table', 'ih']);
    expect(namesOf(fitting['left.weight_ih'])).toEqual(['ih', 'hh']);
    expect(namesOf(fitting['output.weight'])).toEqual(['hh', 'wide', 'half']);
    expect(namesOf(fitting['output.left'])).toEqual(['hh', 'half']);
    expect(namesOf(fitting['output.bias'])).toEqual(['scores']);
  });

  it('any other is found by a part of its name', () => {
    expect(choose().found).toBeNull();
    const { found, others } = choose({ embedding: 'words' }, ' W');
    expect(found).toEqual({
      tensors: [
        { name: 'words', shape: [50, 6] },
        { name: 'wide', shape: [3, 10] },
      ],
      total: 2,
    });
    expect(namesOf(others)).toEqual(['wide']);
    expect(choose({}, 'none such').found).toEqual({ tensors: [], total: 0 });
  });

  it('those without a role are the others', () => {
    const { others, total } = choose({ embedding: 'words', 'left.weight_ih': 'ih' });
    expect(namesOf(others)).toEqual(['table', 'hh', 'b', 'wide', 'half', 'scores', 'cube']);
    expect(total).toBe(9);
  });
});

it('of 20,000 tensors as many are listed as of 200', () => {
  const many = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`t${index}`, [16, 4]] as const));
  const answer = (count: number) => tensorChoices(many(count), { vocabularySize: 4, roles: {}, search: 't' });
  const { total, fitting, found, others } = answer(20_000);
  expect([total, found?.total, others.total, fitting['left.weight_hh'].total]).toEqual([20_000, 20_000, 20_000, 20_000]);
  for (const list of [others, found, ...TENSOR_ROLES.map((role) => fitting[role])]) {
    expect(list?.tensors.length).toBeLessThanOrEqual(MOST_LISTED);
  }
  const sizes = [200, 20_000].map((count) => JSON.stringify(answer(count)).length);
  expect((sizes[1] ?? 0) / (sizes[0] ?? 0)).toBeLessThan(1.1);
});
