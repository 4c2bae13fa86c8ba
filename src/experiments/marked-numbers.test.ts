import { describe, expect, it } from 'vitest';
import { TOY_TASKS } from './defaults.ts';
import { markedNumbers, rowsOf, truthOf } from './marked-numbers.ts';

describe('sequences with two marked numbers', () => {
  it('are those of training/toy_sequences.py, bit for bit', () => {
    const { numbers, first, second } = markedNumbers(1);
    expect([...numbers]).toEqual([
      0.990525483735837, 0.6405517514795065, -0.8603715705685318, -0.9974114728393033, -0.7443941587116569, -0.7018723825458437,
      -0.5772465674672276, -0.533684941707179,
    ]);
    expect([first, second]).toEqual([0, 4]);
    expect([...markedNumbers(7).numbers]).toEqual([
      0.8495143528562039, -0.7027608440257609, 0.6199625929584727, -0.864911044947803,
    ]);
  });

  it('have the lengths, sizes and marks that are promised, and all of them occur', () => {
    const lengths = new Set<number>();
    const seconds = new Set<number>();
    for (let seed = 0; seed < 1000; seed++) {
      const { numbers, first, second } = markedNumbers(seed);
      lengths.add(numbers.length);
      seconds.add(second);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(second).toBeGreaterThan(first);
      expect(second).toBeLessThan(numbers.length);
      for (const number of numbers.map(Math.abs)) {
        expect(number).toBeGreaterThanOrEqual(0.5);
        expect(number).toBeLessThan(1);
      }
    }
    expect([...lengths].sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10]);
    expect(seconds.size).toBe(9);
  });

  it('are read with each number in the column of its mark', () => {
    const sequence = { numbers: Float64Array.of(0.5, -0.6, 0.7, 0.8), first: 1, second: 3 };
    expect(rowsOf(sequence).map((row) => [...row])).toEqual([
      [0.5, 0, 0],
      [0, -0.6, 0],
      [0.7, 0, 0],
      [0, 0, 0.8],
    ]);
  });

  it('have a truth that adds up to the answer, and is nothing elsewhere', () => {
    const sequence = { numbers: Float64Array.of(0.5, -0.6, 0.7, 0.8), first: 1, second: 3 };
    expect(TOY_TASKS.map((task) => [...truthOf(sequence, task)])).toEqual([
      [0, -0.6, 0, 0.8],
      [0, -0.6, 0, -0.8],
    ]);
  });
});
