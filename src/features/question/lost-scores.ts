import { type Explanation, METHOD_NAMES, METHODS, type MethodId, type MethodName } from '../../engine/protocol.ts';
import { targetScore } from '../../state/sentence/index.ts';
import type { Compared, Edit, EditEffects, Scores } from '../../state/what-if/index.ts';
import { valuesOf } from './differences.ts';

/** What the methods had said of one edited word (or of all of them), and what its edit really took from the target's score. */
export interface LostScore {
  readonly key: string;
  readonly word: string;
  /** null: all the edits together. */
  readonly edit: Edit | null;
  /** One a method that is compared; NaN where it has no values. */
  readonly predicted: readonly number[];
  /** s(before) - s(after), > 0 where the score fell: with the word's embedding zeroed, and by the edit itself. null: no word remained. */
  readonly deleted: number | null;
  readonly edited: number | null;
}

/** What is really lost has a column of its own. */
const TRUTH: MethodId = 'occlusion';

/** Those that are always there, and of the others those that are shown and have values. */
export function comparedMethods({ methods }: Explanation, shown: readonly MethodId[]): MethodName[] {
  const others = shown.filter((id) => id !== TRUTH && methods.some((method) => method.id === id));
  return METHOD_NAMES.filter(({ id }) => METHODS.some((method) => method.id === id) || others.includes(id));
}

/** One row an edit, and with several edits one for all of them. @param before with the values of all methods that are compared */
export function lostScores(
  { after, edits }: Compared,
  before: Explanation,
  methods: readonly MethodName[],
  effects: EditEffects,
): LostScore[] {
  const lost = (scores: Scores) => scores && targetScore(before) - targetScore({ ...before, scores });
  const predicted = (method: MethodId) => edits.map(({ position }) => valuesOf(before.methods, method)[position] ?? Number.NaN);
  const columns = methods.map(({ id }) => predicted(id));
  const rows = edits.map((edit, index): LostScore => {
    const effect = effects.words[index];
    return {
      key: String(edit.position),
      word: before.tokens[edit.position] ?? '',
      edit,
      predicted: columns.map((values) => values[index] ?? Number.NaN),
      deleted: lost(effect?.deleted ?? null),
      edited: lost(effect?.alone ?? null),
    };
  });
  if (edits.length < 2) return rows;
  const total: LostScore = {
    key: 'all',
    word: 'all edits together',
    edit: null,
    predicted: columns.map((values) => values.reduce((sum, value) => sum + value, 0)),
    deleted: lost(effects.deletedTogether),
    edited: lost(after.scores),
  };
  return [...rows, total];
}

/** Of the single words, how often a method's sign is that of what deleting really took; values of exactly zero have none. */
export function signAgreement(rows: readonly LostScore[], column: number): { readonly agree: number; readonly of: number } {
  const pairs = rows
    .filter(({ edit }) => edit !== null)
    .map(({ predicted, deleted }) => Math.sign(predicted[column] ?? 0) * Math.sign(deleted ?? 0))
    .filter((product) => product !== 0 && !Number.isNaN(product));
  return { agree: pairs.filter((product) => product > 0).length, of: pairs.length };
}
