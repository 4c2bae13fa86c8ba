import { expect, it } from 'vitest';
import { makeTinyModel, mulberry32 } from './tiny-model.ts';

it('mulberry32 gives the published sequence for seed 0', () => {
  const random = mulberry32(0);
  // By the original C code (Tommy Ettinger, mulberry32.c): the first outputs / 2^32.
  expect([random(), random()].map((value) => Math.round(value * 2 ** 32))).toEqual([1144304738, 1416247]);
});

it('the same seed gives the same model, another seed another', () => {
  expect(makeTinyModel({ seed: 5 })).toEqual(makeTinyModel({ seed: 5 }));
  expect(makeTinyModel({ seed: 5 }).embeddings).not.toEqual(makeTinyModel({ seed: 6 }).embeddings);
});
