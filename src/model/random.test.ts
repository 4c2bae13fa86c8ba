import { expect, it } from 'vitest';
import { mulberry32, shuffled } from './random.ts';

it('mulberry32 gives the published sequence for seed 0', () => {
  const random = mulberry32(0);
  // By the original C code (Tommy Ettinger, mulberry32.c): the first outputs / 2^32.
  expect([random(), random()].map((value) => Math.round(value * 2 ** 32))).toEqual([1144304738, 1416247]);
});

it('shuffled gives every number once, and each order about as often as any other', () => {
  const random = mulberry32(1);
  const counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = shuffled(3, random);
    expect([...order].sort()).toEqual([0, 1, 2]);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
