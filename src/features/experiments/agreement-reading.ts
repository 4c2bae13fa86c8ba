import { COMPARED, type PairCorrelations, summaryOf } from '../../engine/experiment-protocol.ts';
import { METHOD_NAMES } from '../../engine/protocol.ts';
import { formatCount, formatFixed } from '../../ui/text/format-number.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { nothingLeft } from './failures-text.ts';
import { bestAndWorst, listedShortly, methodLabel, sentenceCount } from './figures-text.ts';

const COEFFICIENTS = ['spearman', 'kendall'] as const;
const BINS = 10;

export function pairName({ first, second }: Pick<PairCorrelations, 'first' | 'second'>): string {
  return `${methodLabel(first)} and ${methodLabel(second)}`;
}

export interface AgreementBin {
  readonly from: number;
  readonly to: number;
  /** Places in the data set. */
  readonly sentences: Uint32Array;
}

/** Ten equal parts of -1 .. 1; 1 belongs to the last. Correlations that are not defined are in none. */
export function binsOf(correlations: Float64Array, sentences: Uint32Array): AgreementBin[] {
  const inBin = (value: number) => Math.min(BINS - 1, Math.floor(((value + 1) / 2) * BINS));
  return Array.from({ length: BINS }, (_, bin) => ({
    from: (2 * bin) / BINS - 1,
    to: (2 * (bin + 1)) / BINS - 1,
    sentences: sentences.filter((_, k) => inBin(correlations[k] ?? Number.NaN) === bin),
  }));
}

export function agreementReading({ result, settings }: Finished<'agreement'>): Reading {
  const { pairs, sentences } = result;
  if (sentences.length === 0 || pairs.length === 0) {
    return nothingLeft(result.failures, {
      shows: `No sentence has ${settings.minLength} words or more and a class to explain.`,
      surprising: 'Include shorter sentences, or choose another data set.',
    });
  }
  const means = pairs
    .map((pair) => ({ pair, ...summaryOf(pair, 'magnitudes', 'spearman') }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.mean - a.mean);
  if (means.length === 0) {
    return {
      shows: `Across ${sentenceCount(sentences.length)} there is no order of words to compare: in each pair, one method gives all words of a sentence the same value, or none.`,
      surprising: 'That is surprising, unless the words are unknown to the model or all the same.',
    };
  }
  const named = bestAndWorst(
    means.map(({ pair, mean }) => `${formatFixed(mean)} (${pairName(pair)})`),
    'at the highest',
    'at the lowest',
  );
  return {
    shows:
      `Across ${sentenceCount(sentences.length)}, the sizes of the words’ values have a mean rank correlation of ${named}.` +
      withoutOrder(pairs, sentences.length),
    surprising: surprise(pairs),
  };
}

/** Sentences that a pair's mean leaves out, each pair's for itself. */
function withoutOrder(pairs: readonly PairCorrelations[], sentences: number): string {
  const left = pairs
    .map((pair) => ({ pair, count: sentences - summaryOf(pair, 'magnitudes', 'spearman').count }))
    .filter(({ count }) => count > 0)
    .map(({ pair, count }) => `${formatCount(count)} (${pairName(pair)})`);
  if (left.length === 0) return '';
  return ` Skipped, because one method gives all words the same value, or none: ${listedShortly(left)}.`;
}

/** Two methods with a sign that explain the same score. */
function surprise(pairs: readonly PairCorrelations[]): string {
  const signed = (id: string) => METHOD_NAMES.find((method) => method.id === id)?.signed ?? false;
  const pair = pairs.find(({ first, second }) => signed(first) && signed(second));
  const expected = 'Two methods that explain the same score with a sign should not contradict each other';
  if (!pair) return `${expected}; there is no such pair here.`;
  const values = pair.values.spearman.filter((value) => !Number.isNaN(value));
  if (values.length === 0) return `${expected}; whether ${pairName(pair)} do cannot be told: there is no order to compare.`;
  const negative = values.filter((value) => value < 0).length;
  return `${expected}: ${pairName(pair)} have a negative correlation in ${formatCount(negative)} of ${sentenceCount(values.length)}; compare “Values with sign” to see which.`;
}

export function agreementTables({ result, settings }: Finished<'agreement'>): ResultTable[] {
  return [
    {
      name: 'pairs',
      columns: ['first', 'second', 'compared', 'coefficient', 'mean', 'standard_deviation', 'sentences'],
      rows: result.pairs.flatMap((pair) =>
        COMPARED.flatMap((compared) =>
          COEFFICIENTS.map((coefficient) => {
            const { mean, deviation, count } = summaryOf(pair, compared, coefficient);
            return [pair.first, pair.second, compared, coefficient, mean, deviation, count];
          }),
        ),
      ),
    },
    {
      name: 'sentences',
      columns: ['sentence', ...result.pairs.flatMap((pair) => columnsOf(pair).map(([name]) => name)), 'min_length'],
      rows: Array.from(result.sentences, (n, k) => [
        n + 1,
        ...result.pairs.flatMap((pair) => columnsOf(pair).map(([, values]) => values[k] ?? null)),
        settings.minLength,
      ]),
    },
  ];
}

function columnsOf(pair: PairCorrelations): (readonly [string, Float64Array])[] {
  return COMPARED.flatMap((compared) =>
    COEFFICIENTS.map(
      (coefficient) => [`${pair.first}_${pair.second}_${compared}_${coefficient}`, pair[compared][coefficient]] as const,
    ),
  );
}
