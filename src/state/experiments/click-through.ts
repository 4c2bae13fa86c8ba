/** From a figure to its sentences, in Explain. */
import { listingOf, type SetId, useExamples } from '../examples/index.ts';
import { useView } from '../page/index.ts';

/**
 * Lists these sentences of a set alone and explains the first of them.
 * @param places in the set, from 0 @param label what they are @param word lit in them
 */
export function openSentences(set: SetId, places: Iterable<number>, label: string, word: string | null = null): void {
  const numbers = new Set(Array.from(places, (place) => place + 1));
  const examples = useExamples.getState();
  examples.show(set);
  examples.clearFilter();
  examples.setFilter({ only: { set, label, numbers, word } });
  useView.getState().show('explain');
  const [first] = listingOf(useExamples.getState()).listed;
  if (first) useExamples.getState().choose(first);
}

/** @param place in the set, from 0 */
export function openSentence(set: SetId, place: number, word: string | null = null): void {
  openSentences(set, [place], 'from the experiment', word);
}
