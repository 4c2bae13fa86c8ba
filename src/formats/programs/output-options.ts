/** What the scores of a network may become, as a choice for people. */
import type { NetworkChoice } from '../settings/index.ts';

export const OUTPUT_LABEL = 'What the scores are turned into';

/** @param scores how many: one is no probability among others */
export function outputOptions(scores: number): NetworkChoice['options'] {
  return [
    ...(scores === 1 ? [] : [{ value: 'softmax', label: 'probabilities that add up to 1 (softmax)' }]),
    { value: 'sigmoid', label: 'a probability each (sigmoid)' },
    { value: 'linear', label: 'nothing: they are numbers' },
  ];
}
