import type { ExplainRequest, Explanation } from '../../engine/protocol.ts';
import { inputOf } from '../sentence/index.ts';
import type { EditedSentence } from './edits.ts';

/** What is to be explained once the edits are made: the edited words, or the rows of numbers that remain. */
export function editedInput({ numbers }: Explanation, { tokens, places }: EditedSentence): ExplainRequest['input'] {
  return inputOf({ tokens, ...(numbers ? { numbers: numbers.filter((_, position) => places[position] !== null) } : {}) });
}
