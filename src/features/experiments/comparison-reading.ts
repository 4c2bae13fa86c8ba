/** Two models side by side in words, and as tables for files. Pure. */
import {
  type ComparedFigure,
  disagreements,
  type FigureName,
  isShare,
  type PairedEstimate,
} from '../../engine/experiment-protocol.ts';
import type { Comparison } from '../../state/experiments/index.ts';
import { formatFixed, formatSigned } from '../../ui/text/format-number.ts';
import type { ResultTable } from './experiment-parts.ts';
import { listed, listedShortly, methodLabel, percent } from './figures-text.ts';

interface FigureText {
  readonly label: string;
  /** Beside a bar, where there is little room; else the label. */
  readonly short?: string;
}

const TEXTS: Readonly<Record<FigureName, FigureText>> = {
  accuracy: { label: 'Accuracy' },
  'binary accuracy': { label: 'Binary accuracy, without neutral', short: 'Binary accuracy' },
  confidence: { label: 'Mean confidence' },
  'calibration error': { label: 'Calibration error (ECE)', short: 'ECE' },
  'after deletion, first correct': {
    label: 'Accuracy after deletions, correct at first',
    short: 'Correct at first',
  },
  'after deletion, first wrong': { label: 'Accuracy after deletions, wrong at first', short: 'Wrong at first' },
  'centre of relevance': { label: 'Centre of relevance (0 first word, 1 last)', short: 'Centre' },
  comprehensiveness: { label: 'Comprehensiveness' },
  sufficiency: { label: 'Sufficiency' },
  'rank correlation': { label: 'Rank correlation with effects', short: 'Ranks' },
  'rank correlation of sizes': { label: 'Rank correlation with effects, sizes', short: 'Sizes' },
  agreement: { label: 'Agreement, values with sign', short: 'Values' },
  'agreement of sizes': { label: 'Agreement, sizes', short: 'Sizes' },
};

const POINTS = '\u00a0points';

type Labelled = Pick<ComparedFigure, 'name' | 'of'>;

export function figureLabel({ name, of }: Labelled): string {
  return labelOf(TEXTS[name].label, of);
}

/** The same beside a bar: the table beneath has the whole label. */
export function shortLabel({ name, of }: Labelled): string {
  return labelOf(TEXTS[name].short ?? TEXTS[name].label, of);
}

function labelOf(label: string, of: Labelled['of']): string {
  const whose = of.map((one) => (one === 'random' ? 'random orders' : methodLabel(one)));
  return [label, listed(whose)].filter(Boolean).join(': ');
}

/** Within a sentence. */
function uncapitalised(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

export function valueText({ name }: Pick<ComparedFigure, 'name'>, value: number): string {
  return isShare(name) ? percent(value) : formatFixed(value, 3);
}

/** Of shares in points of percentage. */
export function differenceText({ name }: Pick<ComparedFigure, 'name'>, value: number): string {
  if (!isShare(name)) return formatSigned(value, 3);
  return Number.isFinite(value) ? `${formatSigned(100 * value, 1)}${POINTS}` : formatFixed(value);
}

export function intervalText({ name }: Pick<ComparedFigure, 'name'>, { low, high }: PairedEstimate): string {
  if (!(Number.isFinite(low) && Number.isFinite(high))) return 'not defined';
  const [scale, digits] = isShare(name) ? [100, 1] : [1, 3];
  return `${formatSigned(scale * low, digits)} to ${formatSigned(scale * high, digits)}`;
}

/** Whether 0 lies outside the interval: more than chance of which sentences there are. */
export function isBeyondChance({ low, high }: PairedEstimate): boolean {
  return low > 0 || high < 0;
}

/** What the comparison shows, with its figures. @param names of both models */
export function comparisonReading({ figures, estimates }: Comparison, [first, second]: readonly [string, string]): string {
  if (figures.length === 0) return `${first} and ${second} have no figure in common here.`;
  const sides = (above: boolean) =>
    figures
      .filter((_, k) => {
        const estimate = estimates[k];
        return estimate && isBeyondChance(estimate) && estimate.difference > 0 === above;
      })
      .map((figure) => uncapitalised(figureLabel(figure)));
  const [higher, lower] = [sides(true), sides(false)];
  const parts = [
    higher.length > 0 && `higher in ${listedShortly(higher)}`,
    lower.length > 0 && `lower in ${listedShortly(lower)}`,
  ].filter((part) => part !== false);
  if (parts.length === 0)
    return `No figure of ${second} differs from that of ${first} by more than which sentences happen to be here could explain.`;
  const rest = figures.length - higher.length - lower.length;
  const others = rest === 0 ? '' : ` For the ${rest === 1 ? 'other figure' : `${rest} other figures`}, the interval contains 0.`;
  return `Beyond what chance could explain, ${second} is ${listed(parts)}.${others}`;
}

export function comparisonTables(comparison: Comparison): ResultTable[] {
  const { a, b, figures, estimates } = comparison;
  const rows = figures.map(({ name, of }, k) => {
    const { a: inA, b: inB, difference, low, high, countA, countB } = estimates[k] ?? NOTHING;
    return [name, of.join(' and '), inA, inB, difference, low, high, countA, countB];
  });
  const table = {
    name: 'two-models',
    columns: [
      'figure',
      'of',
      'first',
      'second',
      'difference',
      'interval_low',
      'interval_high',
      'sentences_first',
      'sentences_second',
    ],
    rows,
  };
  if (a.request.id !== 'accuracy') return [table];
  const found = disagreements(asAccuracy(a), asAccuracy(b));
  return [
    table,
    {
      name: 'disagreements',
      columns: ['sentence', 'true_class', 'first', 'first_probability', 'second', 'second_probability'],
      rows: found.map((one) => [one.sentence + 1, one.gold, one.a, one.confidenceA, one.b, one.confidenceB]),
    },
  ];
}

const NOTHING: PairedEstimate = {
  a: Number.NaN,
  b: Number.NaN,
  difference: Number.NaN,
  low: Number.NaN,
  high: Number.NaN,
  countA: 0,
  countB: 0,
};

/** Of outcomes of accuracy alone. */
export function asAccuracy({ dataset, request, result }: Comparison['a']): Parameters<typeof disagreements>[0] {
  return { dataset, settings: request.settings, result } as Parameters<typeof disagreements>[0];
}
