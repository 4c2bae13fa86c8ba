/** What if: a sequence with a value changed, a feature held at its mean, a span of time cut out. */
import { featureMeans, type NumbersResult } from '../../engine/numbers-protocol.ts';

/** Time steps and features by place; values as the model reads them, scaled. */
export type NumbersEdit =
  | { readonly kind: 'set'; readonly step: number; readonly feature: number; readonly value: number }
  | { readonly kind: 'hold'; readonly feature: number }
  /** From, up to but not including to. */
  | { readonly kind: 'cut'; readonly from: number; readonly to: number };

/** [T', F] the sequence as edited: cuts come last, so that steps are those of the sequence as it was. */
export function edited(values: Float64Array, F: number, edits: readonly NumbersEdit[]): Float64Array {
  const changed = changedInPlace(values, F, edits);
  const isCut = cutSteps(values.length / F, edits);
  if (!isCut.includes(true)) return changed;
  const kept = [...isCut.keys()].filter((t) => !isCut[t]);
  const left = new Float64Array(kept.length * F);
  for (const [row, t] of kept.entries()) left.set(changed.subarray(t * F, (t + 1) * F), row * F);
  return left;
}

function changedInPlace(values: Float64Array, F: number, edits: readonly NumbersEdit[]): Float64Array {
  const changed = values.slice();
  const means = featureMeans(values, F);
  for (const edit of edits) {
    if (edit.kind === 'hold') for (let at = edit.feature; at < changed.length; at += F) changed[at] = means[edit.feature] ?? 0;
  }
  for (const edit of edits) if (edit.kind === 'set') changed[edit.step * F + edit.feature] = edit.value;
  return changed;
}

function cutSteps(length: number, edits: readonly NumbersEdit[]): boolean[] {
  const isCut = Array<boolean>(length).fill(false);
  for (const edit of edits) if (edit.kind === 'cut') isCut.fill(true, edit.from, edit.to);
  return isCut;
}

/**
 * By how much a method would have the output change: a value's relevance times its relative change (its whole relevance where the step is cut). A value
 * of 0 has no relevance of its own to go by. null: the method has values for whole time steps alone, and more than cuts was edited.
 */
export function predictedChange(
  { inputs, steps }: Pick<NumbersResult, 'inputs' | 'steps'>,
  values: Float64Array,
  F: number,
  edits: readonly NumbersEdit[],
): number | null {
  const isCut = cutSteps(steps.length, edits);
  if (!inputs && edits.some(({ kind }) => kind !== 'cut')) return null;
  const changed = changedInPlace(values, F, edits);
  let change = 0;
  for (const [t, cut] of isCut.entries()) {
    if (cut) {
      change -= steps[t] ?? 0;
      continue;
    }
    if (!inputs) continue;
    for (let at = t * F; at < (t + 1) * F; at++) {
      const [before, after] = [values[at] ?? 0, changed[at] ?? 0];
      if (after !== before && before !== 0) change += ((inputs[at] ?? 0) * (after - before)) / before;
    }
  }
  return change;
}
