import type { MethodId } from '../../engine/protocol.ts';
import type { Compared, Edit } from '../../state/what-if/index.ts';

export interface WordDifference {
  /** The word as it was; replaced ones with what stands in their place. */
  readonly label: string;
  /** NaN where the method has no values, as `after`. */
  readonly before: number;
  /** null: left out. */
  readonly after: number | null;
  /** after - before; of a word that is left out: - before. */
  readonly difference: number;
  readonly edit: Edit | undefined;
}

/** How one method's value changed for each word of the original, [T]. */
export function wordDifferences({ before, after, edits, edited }: Compared, method: MethodId): WordDifference[] {
  const old = valuesOf(before.methods, method);
  const now = valuesOf(after.methods, method);
  return before.tokens.map((token, position) => {
    const edit = edits.find((made) => made.position === position);
    const place = edited.places[position] ?? null;
    const was = old[position] ?? Number.NaN;
    const is = place === null ? null : (now[place] ?? Number.NaN);
    return {
      label: edit?.kind === 'replace' ? `${token} → ${edit.word}` : token,
      before: was,
      after: is,
      difference: (is ?? 0) - was,
      edit,
    };
  });
}

/** A method's value of every word, [T]. */
export function valuesOf(methods: Compared['before']['methods'], method: MethodId): readonly number[] {
  return methods.find(({ id }) => id === method)?.words ?? [];
}
