import { LensError } from './errors.ts';

/** The scores as they are. @throws LensError NumericalError when one is not finite: huge weights overflow */
export function finiteScores(scores: Float64Array): Float64Array {
  const wrong = scores.findIndex((score) => !Number.isFinite(score));
  if (wrong < 0) return scores;
  throw new LensError({
    name: 'NumericalError',
    where: `score of class ${wrong}`,
    problem: 'grew beyond the range of float64',
    expected: 'a finite number',
    found: String(scores[wrong]),
    advice: 'Check the model’s weights for extreme values.',
  });
}
