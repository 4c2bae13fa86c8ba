import type { ExplainRequest, Explanation } from '../../engine/protocol.ts';
import type { EditedSentence } from './edits.ts';

/**
 * What is to be explained once the edits are made: the edited words, all of which are read, so that each keeps its place, or the rows of
 * numbers that remain.
 */
export function editedInput({ numbers }: Explanation, { tokens, places }: EditedSentence): ExplainRequest['input'] {
  return numbers ? { numbers: numbers.filter((_, position) => places[position] !== null) } : { tokens, readsAll: true };
}
