/** The tour's last step: what LRP said a word is worth, beside what the score lost without it. */
import type { Explanation } from '../../engine/protocol.ts';
import { targetScore } from '../../state/sentence/index.ts';
import type { Compared } from '../../state/what-if/index.ts';

export interface TourWord {
  readonly position: number;
  readonly word: string;
  readonly relevance: number;
}

export interface Deed {
  readonly words: readonly string[];
  /** s(before) and s(after) of the target: scores before the softmax, or values. */
  readonly before: number;
  readonly after: number;
  /** before - after. */
  readonly lost: number;
  /** The words' relevance by LRP, added up. */
  readonly said: number;
  readonly outcome: 'as said' | 'same way' | 'other way';
}

/** What was lost counts as what LRP said where neither is more than this many times the other. */
const ABOUT_AS_MUCH = 1.5;

/** The word that speaks most for the target by LRP; null where no word speaks for it, or LRP has no values. */
export function strongestWord({ methods, tokens }: Pick<Explanation, 'methods' | 'tokens'>): TourWord | null {
  const values = methods.find(({ id }) => id === 'lrp')?.words ?? [];
  const relevance = Math.max(...values);
  if (!(relevance > 0)) return null;
  const position = values.indexOf(relevance);
  return { position, word: tokens[position] ?? '', relevance };
}

/** What came of blanking out or removing words; null where nothing of the kind was done, or LRP has no values. */
export function deedOf({ before, after, edits }: Pick<Compared, 'before' | 'after' | 'edits'>): Deed | null {
  const values = before.methods.find(({ id }) => id === 'lrp')?.words;
  if (!values || edits.length === 0 || edits.some(({ kind }) => kind === 'replace')) return null;
  const scores = [targetScore(before), targetScore({ ...before, scores: after.scores })] as const;
  const lost = scores[0] - scores[1];
  const said = edits.reduce((sum, { position }) => sum + (values[position] ?? Number.NaN), 0);
  return {
    words: edits.map(({ position }) => before.tokens[position] ?? ''),
    before: scores[0],
    after: scores[1],
    lost,
    said,
    outcome: outcomeOf(lost, said),
  };
}

function outcomeOf(lost: number, said: number): Deed['outcome'] {
  if (!(lost * said > 0)) return 'other way';
  const ratio = lost / said;
  return ratio <= ABOUT_AS_MUCH && ratio >= 1 / ABOUT_AS_MUCH ? 'as said' : 'same way';
}
