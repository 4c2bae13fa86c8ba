/** From a word to all its occurrences. Loaded late. */
import type { SettingsOf } from '../../engine/experiment-protocol.ts';
import type { SetId } from '../examples/index.ts';
import { useExperiments } from './experiments-store.ts';
import { placeExperiment } from './linked-experiment.ts';

/**
 * Runs “Words in context” for it, at once or as soon as model and sentences are here.
 * @param target whose relevance is shown @param data where it is looked for; left out: the data set that is chosen
 */
export function openWord(
  word: string,
  target: SettingsOf<'context'>['target'],
  data: SetId | null = useExperiments.getState().data,
): void {
  const { data: chosen, slice } = useExperiments.getState();
  placeExperiment({
    experiment: 'context',
    data,
    slice: data === chosen ? slice : null, // that of another set says nothing of this one
    settings: { word, ...(target === 'predicted' ? {} : { target }) },
  });
}
