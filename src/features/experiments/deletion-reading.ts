import type { DeletionCurves } from '../../engine/experiment-protocol.ts';
import type { Finished, Reading } from './experiment-parts.ts';
import { nothingLeft } from './failures-text.ts';
import { bestAndWorst, listed, methodLabel, percent, sentenceCount, whatIsRight } from './figures-text.ts';

export function deletionReading({ result, settings, output }: Finished<'deletion'>): Reading {
  const { initiallyCorrect, initiallyFalse } = result;
  const K = settings.deletions;
  const parts = [
    sentence(initiallyCorrect, K, `In ${sentenceCount(initiallyCorrect.sentences.length)} classified correctly`, 'lowest'),
    sentence(initiallyFalse, K, `In ${sentenceCount(initiallyFalse.sentences.length)} classified incorrectly`, 'highest'),
  ].filter((part) => part !== null);
  if (parts.length === 0) {
    return nothingLeft(result.failures, {
      shows: `No sentence with a known true class has ${settings.minLength} words or more.`,
      surprising: 'Include shorter sentences, or choose another data set.',
    });
  }
  return { shows: parts.join(' ') + whatIsRight(output), surprising: surprise(initiallyCorrect, K) };
}

function sentence(curves: DeletionCurves, K: number, where: string, best: 'lowest' | 'highest'): string | null {
  if (curves.sentences.length === 0) return null;
  const sign = best === 'lowest' ? 1 : -1;
  const ends = curves.methods
    .filter(({ count }) => count > 0)
    .map(({ id, accuracy }) => ({ id, end: accuracy[K] ?? Number.NaN }))
    .sort((a, b) => sign * (a.end - b.end));
  if (ends.length === 0) return `${where}, no method has values, so there is no order to blank words out in.`;
  const named = bestAndWorst(ends.map(({ id, end }) => `${percent(end)} (${methodLabel(id)})`));
  const random = curves.random.runs.length > 0 ? `, and to ${percent(curves.random.mean[K] ?? Number.NaN)} in random order` : '';
  const verb = best === 'lowest' ? 'falls to' : 'rises to';
  return `${where}, accuracy ${verb} ${named}${random} once ${K === 1 ? 'one word is' : `${K} words are`} blanked out.`;
}

/** The paper found LRP best and Sensitivity hardly better than chance on wrongly classified sentences. */
function surprise(curves: DeletionCurves, K: number): string {
  const expected = 'A method that does no better than random orders would not have found the words the prediction rests on';
  if (curves.sentences.length === 0 || curves.random.runs.length === 0) return `${expected}.`;
  const chance = curves.random.low[K] ?? Number.NaN;
  const methods = curves.methods.filter(({ count }) => count > 0);
  if (methods.length === 0) return `${expected}; here no method has an order.`;
  const failed = methods.filter(({ accuracy }) => (accuracy[K] ?? Number.NaN) >= chance).map(({ id }) => methodLabel(id));
  if (failed.length > 0) return `${expected}: here that is the case for ${listed(failed)}.`;
  return `${expected}; here all methods fall below the lowest random run. Arras et al. 2017 found LRP best of all in both figures.`;
}
