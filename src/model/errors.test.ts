import { expect, it } from 'vitest';
import { LensError } from './errors.ts';

it('names in a message are cut, each with both ends, and words between them are not', () => {
  const name = `begin${'x'.repeat(10_000)}end`;
  const { fields, message } = new LensError({
    name: 'ModelFormatError',
    where: `${name}.npz ${name}`,
    problem: 'is not what it should be',
    expected: 'one of two',
    found: `${name}, short, ${'word '.repeat(3000)}`,
  });
  expect(message.length).toBeLessThan(3000);
  expect(fields.where).toMatch(/^begin\S+…\S+end\.npz begin\S+…\S+end$/);
  expect(fields.found).toMatch(/^begin\S+…\S+end, short, word word .*…$/);
  expect([fields.problem, fields.expected]).toEqual(['is not what it should be', 'one of two']);
});
