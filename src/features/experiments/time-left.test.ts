import { expect, test } from 'vitest';
import { estimateText, timeLeft } from './time-left.ts';

const of = (milliseconds: number, sentences = 2210) =>
  estimateText({ key: 'one', estimate: { milliseconds, sentences }, failed: false });

test('the estimate is told in the unit that fits, with what it is of', () => {
  expect([of(300), of(39_500), of(130_000), of(7_000_000)]).toEqual([
    'Less than 1 s for 2,210 sentences',
    'About 40 s for 2,210 sentences',
    'About 2 min for 2,210 sentences',
    'About 2 h for 2,210 sentences',
  ]);
  expect(of(2000, 1)).toBe('About 2 s for 1 sentence');
  expect(of(0, 0)).toBe('No sentence takes part.');
  expect(estimateText({ key: null, estimate: null, failed: false })).toBe('');
  expect(estimateText({ key: 'one', estimate: null, failed: false })).toBe('Measuring how long it takes …');
  expect(estimateText({ key: 'one', estimate: null, failed: true })).toBe('How long it takes could not be measured.');
});

test('what is left is told once the rate is steady', () => {
  expect(timeLeft({ done: 1, total: 100, since: 0, now: 5000 })).toBe('');
  expect(timeLeft({ done: 50, total: 100, since: 0, now: 100 })).toBe('');
  expect(timeLeft({ done: 25, total: 100, since: 1000, now: 11_000 })).toBe(', about 30 s left');
  expect(timeLeft({ done: 100, total: 100, since: 0, now: 5000 })).toBe('');
});
