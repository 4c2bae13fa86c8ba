import { expect, it } from 'vitest';
import { makeTinyModel } from './tiny-model.ts';

it('the same seed gives the same model, another seed another', () => {
  expect(makeTinyModel({ seed: 5 })).toEqual(makeTinyModel({ seed: 5 }));
  expect(makeTinyModel({ seed: 5 }).embeddings).not.toEqual(makeTinyModel({ seed: 6 }).embeddings);
});
