import { expect, it } from 'vitest';
import { MOST_SHOWN, shortName, wholeName } from './short-name.ts';

it('keeps what fits as it is', () => {
  for (const name of ['', 'a', 'x'.repeat(MOST_SHOWN), '😀'.repeat(MOST_SHOWN)]) {
    expect([shortName(name), wholeName(name)]).toEqual([name, undefined]);
  }
});

it('keeps both ends of a longer name, and whole characters', () => {
  const name = `begin${'x'.repeat(10_000)}end`;
  expect(shortName(name)).toMatch(/^beginx+…x+end$/);
  expect(Array.from(shortName(name))).toHaveLength(MOST_SHOWN);
  expect(wholeName(name)).toBe(name);
  const faces = shortName('😀'.repeat(500));
  expect(faces).toBe(`${'😀'.repeat(53)}…${'😀'.repeat(26)}`);
  expect(shortName('abcdefghij', 7)).toBe('abcd…ij');
});
