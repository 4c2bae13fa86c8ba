/**
 * The figures that Arras et al. published with their program (run_example.ipynb of ArrasL/LRP_for_LSTM): one test sentence, explained
 * for class 0 by every method, and the sum that shows conservation. They hold for the published embeddings alone.
 */
import type { Explanation, MethodId } from '../../engine/protocol.ts';

/** Line of the test set, from 1. */
export const PUBLISHED_SENTENCE = 291;
export const PUBLISHED_TARGET = 0;
export const PUBLISHED_LRP = { eps: 0.001, biasFactor: 0 };

/** As printed: how many places a figure has says how far it can be compared. */
const SCORES = ['2.73149687', '2.7249559', '0.80547211', '-1.5359282', '-4.6083298'];
const RELEVANCES = {
  lrp: ['1.86', '-1.58', '1.50', '-1.54', '2.00', '-0.04', '-0.06', '-0.12'],
  sa: ['5.01', '0.35', '0.73', '0.92', '1.66', '0.13', '0.66', '0.32'],
  gi: ['0.03', '0.06', '-0.11', '-0.19', '-0.19', '-0.07', '-0.06', '0.03'],
} as const satisfies Partial<Record<MethodId, readonly string[]>>;
const TOTAL = '2.7314968677959888';
/** Sums of float64 in another order differ in their last digits. */
const TOTAL_WITHIN = 1e-10;

export interface FigureRow {
  /** A class or a word; for the sum: what is summed. */
  readonly label: string;
  readonly published: string;
  /** NaN where there is no such figure. */
  readonly computed: number;
  readonly difference: number;
  readonly agrees: boolean;
}

export type FigureGroup = 'scores' | keyof typeof RELEVANCES | 'total';

export interface FigureComparison {
  readonly groups: readonly { readonly id: FigureGroup; readonly rows: readonly FigureRow[] }[];
  readonly count: number;
  readonly agreeing: number;
  /** The largest difference of a score. */
  readonly scoreDifference: number;
}

/**
 * Holds what a model computed against what was published, figure by figure.
 * @param explanation of PUBLISHED_SENTENCE for PUBLISHED_TARGET with PUBLISHED_LRP, by every method
 * @param conserving the same with a bias factor of 1, by LRP
 */
export function compareFigures(explanation: Explanation, conserving: Explanation): FigureComparison {
  const { model, tokens, scores, methods } = explanation;
  const words = (id: MethodId) => methods.find((method) => method.id === id)?.words ?? [];
  const scoreRows = rowsOf(model.classes, SCORES, scores);
  const groups = [
    { id: 'scores' as const, rows: scoreRows },
    ...(['lrp', 'sa', 'gi'] as const).map((id) => ({ id, rows: rowsOf(tokens, RELEVANCES[id], words(id)) })),
    { id: 'total' as const, rows: [row('words + initial states', TOTAL, totalOf(conserving), TOTAL_WITHIN)] },
  ];
  const rows = groups.flatMap((group) => group.rows);
  return {
    groups,
    count: rows.length,
    agreeing: rows.filter(({ agrees }) => agrees).length,
    scoreDifference: Math.max(...scoreRows.map(({ difference }) => Math.abs(difference))),
  };
}

/** Digits after the point that a published figure is printed with. */
export function placesOf(published: string): number {
  return published.split('.')[1]?.length ?? 0;
}

function totalOf({ methods }: Explanation): number {
  const lrp = methods.find(({ id }) => id === 'lrp');
  return lrp ? lrp.words.reduce((sum, value) => sum + value, lrp.rest ?? 0) : Number.NaN;
}

function rowsOf(labels: readonly string[], published: readonly string[], computed: readonly number[]): FigureRow[] {
  return published.map((figure, index) => {
    // Half of the last place; a hair more, for the figure may lie on the border and differ in its last digit alone.
    const within = 0.5 * 10 ** -placesOf(figure) + 1e-10;
    return row(labels[index] ?? `${index + 1}`, figure, computed[index] ?? Number.NaN, within);
  });
}

function row(label: string, published: string, computed: number, within: number): FigureRow {
  const difference = computed - Number(published);
  return { label, published, computed, difference, agrees: Math.abs(difference) <= within };
}
