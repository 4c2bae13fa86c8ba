/** What edits of single words really do to the scores, for holding against what the methods say of those words. */
import type { Explanation } from '../../engine/protocol.ts';
import { engine } from '../engine.ts';
import { editedInput } from './edited-input.ts';
import { applyEdits, type Edit, type EditedSentence } from './edits.ts';

/** [C] scores, or null where no word would remain. */
export type Scores = readonly number[] | null;

interface WordEffect {
  readonly position: number;
  /** With this word's embedding zeroed and nothing else changed: what relevance is compared with. */
  readonly deleted: Scores;
  /** With this edit made and nothing else changed. */
  readonly alone: Scores;
}

export interface EditEffects {
  /** One an edit, in their order. */
  readonly words: readonly WordEffect[];
  /** With all the edited words' embeddings zeroed. */
  readonly deletedTogether: Scores;
}

/** Scores do not depend on the target, but on the model and the sentence: kept as long as the explanation is. */
const known = new WeakMap<Explanation, Map<string, Scores>>();

/** Measures every edit by itself. Rejects with an AbortError once `signal` fires. */
export async function measureEffects(signal: AbortSignal, before: Explanation, edits: readonly Edit[]): Promise<EditEffects> {
  const words: WordEffect[] = [];
  for (const edit of edits) {
    const { position } = edit;
    const deleted = await scoresWith(signal, before, [{ kind: 'delete', position }]);
    words.push({ position, deleted, alone: await scoresWith(signal, before, [edit]) });
  }
  const zeroed = edits.map(({ position }): Edit => ({ kind: 'delete', position }));
  return { words, deletedTogether: await scoresWith(signal, before, zeroed) };
}

async function scoresWith(signal: AbortSignal, before: Explanation, edits: readonly Edit[]): Promise<Scores> {
  const cache = known.get(before) ?? new Map<string, Scores>();
  known.set(before, cache);
  const key = JSON.stringify(edits);
  const found = cache.get(key);
  if (found !== undefined) return found;
  const edited = applyEdits(before.tokens, edits);
  const scores = edited.tokens.length === 0 ? null : await scoresOf(signal, before, edited);
  cache.set(key, scores);
  return scores;
}

async function scoresOf(signal: AbortSignal, before: Explanation, edited: EditedSentence): Promise<readonly number[]> {
  const request = { input: editedInput(before, edited), target: before.target, methods: [], deleted: edited.deleted };
  const { explanation } = await engine().explain(signal, request);
  return explanation.scores;
}
