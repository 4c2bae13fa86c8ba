/** What a person changes in a sentence to ask "what if?": at most one edit a word. */
export type Edit =
  /** The word's embedding is zeroed, as the reference's delete_pos does; its place stays. */
  | { readonly kind: 'delete'; readonly position: number }
  /** The word is left out: the sentence is one shorter. */
  | { readonly kind: 'omit'; readonly position: number }
  | { readonly kind: 'replace'; readonly position: number; readonly word: string };

export interface EditedSentence {
  /** [T'] the tokens that remain, replaced ones as replaced. */
  readonly tokens: readonly string[];
  /** Positions in the edited sentence whose embedding is zeroed. */
  readonly deleted: readonly number[];
  /** [T] where each word of the original now stands; null: left out. */
  readonly places: readonly (number | null)[];
}

/** @param tokens [T] the original sentence; edits beyond it count for nothing */
export function applyEdits(tokens: readonly string[], edits: readonly Edit[]): EditedSentence {
  const editAt = new Map(edits.map((edit) => [edit.position, edit]));
  const kept: string[] = [];
  const deleted: number[] = [];
  const places = tokens.map((token, position) => {
    const edit = editAt.get(position);
    if (edit?.kind === 'omit') return null;
    if (edit?.kind === 'delete') deleted.push(kept.length);
    return kept.push(edit?.kind === 'replace' ? edit.word : token) - 1;
  });
  return { tokens: kept, deleted, places };
}

/** The edits with this one added; it takes the place of an earlier edit of the same word. */
export function withEdit(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  return [...withoutEdit(edits, edit.position), edit].sort((a, b) => a.position - b.position);
}

export function withoutEdit(edits: readonly Edit[], position: number): readonly Edit[] {
  return edits.filter((edit) => edit.position !== position);
}
