import { expect, test } from 'vitest';
import { growth, LINEAR } from '../testing/timing.ts';
import { tokenize } from './tokenizer.ts';

const UNITS = ["a's", 'a.', "'", '"', 'www.!', 'a-', '1,', '*', 'a@', "etc.' ", '👍', '好', 'a/', '\u200d', '-', '.', "it 's . "];

test.each([...UNITS, `It's a so-so "film" by Mr. Quill, isn't it? `])('time is linear in the length of a text of %j', (unit) => {
  const text = (length: number) => unit.repeat(length / unit.length);
  expect(growth(text, (source) => tokenize(source, { lowercase: true }), 100_000)).toBeLessThan(LINEAR);
});
