import { type DeletionCurve, type Faithfulness, METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';
import type { LineSeries } from '../../ui/charts/line-chart-scale.ts';
import { shortName } from '../../ui/text/short-name.ts';

/** The random orders' place among the series. */
export const RANDOM = 'random';

/** Numbers of deleted words at which the curves were evaluated, from 0 to T. */
export function stepsIn(result: Faithfulness & { readonly steps?: readonly number[] }): readonly number[] {
  return result.steps ?? Array.from({ length: result.tokens.length + 1 }, (_, deleted) => deleted);
}

/** One line a shown method, and the random orders' mean with its band. A method looks the same whichever others are shown. */
export function deletionSeries(
  result: Faithfulness,
  shown: readonly MethodId[],
  quantity: keyof DeletionCurve,
): readonly LineSeries[] {
  const x = stepsIn(result);
  const { mean, low, high } = result.random;
  const random = {
    id: RANDOM,
    label: 'random',
    look: 'baseline',
    x,
    y: mean[quantity],
    low: low[quantity],
    high: high[quantity],
  } as const;
  const methods = shownResults(result, shown).map(({ id, label, look, [quantity]: y }) => ({ id, label, look, x, y }));
  return [...methods, random];
}

/** The results of the methods shown, in the order of METHOD_NAMES, with how each is called and drawn. */
export function shownResults(result: Faithfulness, shown: readonly MethodId[]) {
  return METHOD_NAMES.flatMap(({ id, label }, look) => {
    const found = shown.includes(id) ? result.methods.find((method) => method.id === id) : undefined;
    return found ? [{ ...found, label, look }] : [];
  });
}

/** Words a series deletes between the step before and this one, in the order of their deletion; none for random orders. */
export function deletedAt(result: Faithfulness, seriesId: string, step: number): string[] {
  const order = result.methods.find(({ id }) => id === seriesId)?.order ?? [];
  const before = stepsIn(result).findLast((other) => other < step) ?? 0;
  return order.slice(before, step).map((position) => result.tokens[position] ?? '');
}

/** The same as text: three words at most, then how many more. */
export function deletedText(words: readonly string[]): string {
  const most = 3;
  const named = words
    .slice(0, most)
    .map((word) => shortName(word))
    .join(', ');
  return words.length > most ? `${named} and ${words.length - most} more` : named;
}
