import { ERASER_SHARES, type EraserScores, type Faithfulness, type MethodId } from '../../engine/protocol.ts';
import type { Unit } from '../../state/sentence/index.ts';
import type { LineLook } from '../../ui/charts/line-chart-scale.ts';
import { RANDOM, shownResults } from './deletion-series.ts';

export type EraserMeasure = keyof EraserScores;

export interface EraserRow {
  readonly id: string;
  readonly label: string;
  readonly look: LineLook;
  /** AOPC (the mean of all shares), then one value a share. */
  readonly values: readonly number[];
  /** Whether a value is the best of its column; none is where all are alike. */
  readonly best: readonly boolean[];
}

/** Differences below this come from the order of additions alone. */
const ALIKE = 1e-9;

/** One row a shown method, then the mean of the random orders. */
export function eraserRows(result: Faithfulness, shown: readonly MethodId[], measure: EraserMeasure): EraserRow[] {
  const methods = shownResults(result, shown).map(({ id, label, look, [measure]: values }) => ({ id, label, look, values }));
  const random = { id: RANDOM, label: 'random', look: 'baseline' as const, values: result.random.mean[measure] };
  const rows = [...methods, random].map((row) => ({ ...row, values: [mean(row.values), ...row.values] }));
  const better = measure === 'comprehensiveness' ? Math.max : Math.min;
  return rows.map((row) => ({
    ...row,
    best: row.values.map((value, column) => {
      const all = rows.map(({ values }) => values[column] ?? Number.NaN);
      const spread = Math.max(...all) - Math.min(...all);
      return spread > ALIKE && Math.abs(value - better(...all)) <= ALIKE;
    }),
  }));
}

/** What short inputs do to the shares; null where each share is another number of words or rows. */
export function coincidence(topWords: readonly number[], unit: Unit): string | null {
  const groups = [...new Set(topWords)]
    .map((words) => ({ words, shares: ERASER_SHARES.filter((_, index) => topWords[index] === words) }))
    .filter(({ shares }) => shares.length > 1);
  if (groups.length === 0) return null;
  const parts = groups.map(({ words, shares }) => `${list(shares.map(percent))} all come to ${unitCount(words, unit)}`);
  return `${unit === 'row' ? 'There are few rows' : 'This sentence is short'}: ${parts.join('; ')}, so AOPC counts the same step more than once. Read it with care.`;
}

export function percent(share: number): string {
  return `${Math.round(100 * share)}\u202f%`;
}

export function unitCount(count: number, unit: Unit): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
