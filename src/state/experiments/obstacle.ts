/** What is in the way of an experiment. Loaded late. */
import { hasGold, labelClasses } from '../examples/index.ts';
import type { ExperimentRequest } from './request.ts';

/** Why an experiment cannot be run, for the person. */
export interface Obstacle {
  readonly problem: string;
  readonly advice: string;
}

/** null: nothing is in the way. */
export function obstacleOf({ id, set, slice, model, settings }: ExperimentRequest): Obstacle | null {
  if (set.id === 'made-up') return null;
  if (model.input === 'numbers')
    return {
      problem: 'Experiments go over sentences, and this model reads rows of numbers.',
      advice: 'Explain shows the same for the rows in its field; for experiments, choose a model that reads words.',
    };
  if ('word' in settings && settings.word === '')
    return {
      problem: 'No word is chosen.',
      advice: 'Write one above, or choose one in “Representative words”, on the map, or in its menu on Explain.',
    };
  if (set.examples.length === 0) return { problem: 'The data set holds no sentence.', advice: 'Choose another one.' };
  if (slice?.count === 0)
    return {
      problem: `No sentence of “${set.name}” passes the filter: ${slice.words}.`,
      advice: 'Take the whole data set, or filter the list of examples in another way.',
    };
  const countsRight = id === 'accuracy' || id === 'deletion';
  const needsGold = countsRight || ('target' in settings && settings.target === 'gold');
  if (needsGold && model.output === 'linear')
    return {
      problem: `This model gives ${model.classes.length === 1 ? 'a number' : 'numbers'} and no class, so nothing it says is correct or incorrect${id === 'accuracy' ? ': there is no accuracy to count' : ''}.`,
      advice: countsRight
        ? 'Relevance by position, representative words, faithfulness and agreement of methods need no true class.'
        : 'Explain a class other than the true one.',
    };
  if (!needsGold || hasGold(set, labelClasses(model))) return null;
  return {
    problem: set.goldClasses
      ? `This needs the true class of each sentence, and those of “${set.name}” are not classes of this model (${model.classes.join(', ')}).`
      : `This needs the true class of each sentence, and “${set.name}” has no labels.`,
    advice: 'Choose a data set whose labels are this model’s classes, or an experiment that needs no labels.',
  };
}
