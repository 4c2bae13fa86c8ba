import { expect, it } from 'vitest';
import { LRP_DEFAULTS, type ModelInfo, USUAL } from '../../engine/protocol.ts';
import { type ExampleSet, labelClasses } from '../examples/index.ts';
import { obstacleOf } from './obstacle.ts';
import { requestOf } from './request.ts';
import { sentencesOf } from './run-experiment.ts';

const CLASSES = ['bad', 'good'];
const example = { number: 1, text: 'A film.', tokens: null, gold: 1, phenomenon: null, folded: 'a film.' };
const set: ExampleSet = { id: 'file', name: 'mine.tsv', examples: [example], goldClasses: CLASSES };

function obstacle(
  id: Parameters<typeof requestOf>[0],
  model: Partial<ModelInfo>,
  chosen = {},
  slice: Parameters<typeof requestOf>[4] = null,
) {
  const info = { classes: CLASSES, input: 'tokens', output: 'softmax', ...model } as ModelInfo;
  return obstacleOf(requestOf(id, info, 'key', set, slice, chosen, LRP_DEFAULTS, USUAL));
}

it('nothing is in the way where labels are the model’s classes, of one softmax or several sigmoids', () => {
  for (const output of ['softmax', 'sigmoid'] as const) {
    expect(obstacle('accuracy', { output })).toBeNull();
    expect(obstacle('position', { output }, { target: 'gold' })).toBeNull();
  }
});

it('a model that reads numbers has no experiments, and is told why', () => {
  for (const id of ['accuracy', 'deletion', 'position', 'words', 'faithfulness', 'agreement'] as const)
    expect(obstacle(id, { input: 'numbers' })?.problem).toContain('this model reads rows of numbers');
});

it('where the output is a number nothing is right or wrong, even if its values are called as the labels are', () => {
  const numbers = { output: 'linear' } as const;
  expect(obstacle('accuracy', numbers)?.problem).toContain('gives numbers and no class');
  expect(obstacle('accuracy', { ...numbers, classes: ['stars'] })?.problem).toContain('gives a number and no class');
  expect(obstacle('deletion', numbers)?.advice).toContain('need no true class');
  expect(obstacle('position', numbers, { target: 'gold' })?.advice).toBe('Explain a class other than the true one.');
  for (const id of ['position', 'words', 'faithfulness', 'agreement'] as const) expect(obstacle(id, numbers)).toBeNull();
  const info = { classes: CLASSES, input: 'tokens', output: 'linear' } as unknown as ModelInfo;
  expect(labelClasses(info)).toEqual([]);
  expect([...sentencesOf(requestOf('words', info, 'key', set, null, {}, LRP_DEFAULTS, USUAL)).gold]).toEqual([-1]);
});

it('a slice that leaves no sentence is refused in one sentence, and one that leaves some is no obstacle', () => {
  const slice = { text: 'true:0', words: 'true class bad', takesPart: Uint8Array.of(0), count: 0, key: '' };
  expect(obstacle('words', {}, {}, slice)).toEqual({
    problem: 'No sentence of “mine.tsv” passes the filter: true class bad.',
    advice: expect.any(String),
  });
  expect(obstacle('words', {}, {}, { ...slice, takesPart: Uint8Array.of(1), count: 1 })).toBeNull();
});
