import type { FaithfulnessResult, FaithfulnessRow, Summary } from '../../engine/experiment-protocol.ts';
import { ERASER_SHARES, type MethodId, type ModelInfo } from '../../engine/protocol.ts';
import { formatFixed } from '../../ui/text/format-number.ts';
import type { Finished, Reading, ResultTable } from './experiment-parts.ts';
import { nothingLeft } from './failures-text.ts';
import { bestAndWorst, listed, methodLabel, sentenceCount } from './figures-text.ts';
import { sentenceTable } from './scatter-axes.ts';
import { SLICE_COLUMNS, sliceCells } from './slice-names.ts';

export type Rank = 'spearman' | 'kendall' | 'magnitudes';
export const RANKS: readonly { readonly id: Rank; readonly label: string }[] = [
  { id: 'spearman', label: 'Spearman' },
  { id: 'kendall', label: 'Kendall' },
  { id: 'magnitudes', label: 'Spearman of sizes' },
];

/** Of the mean; NaN below two sentences. */
export function standardError({ deviation, count }: Summary): number {
  return deviation / Math.sqrt(count);
}

/** The methods, and the random orders where there are any. */
export function rowsOf({ methods, random }: FaithfulnessResult): { id: string; label: string; row: FaithfulnessRow }[] {
  const named = methods.map((row) => ({ id: row.id, label: methodLabel(row.id), row: row as FaithfulnessRow }));
  return random ? [...named, { id: 'random', label: 'random', row: random }] : named;
}

/** What deletions change. */
export function amountOf(output: ModelInfo['output']): string {
  return output === 'linear' ? 'value' : 'probability';
}

export function faithfulnessReading({ result, settings, output }: Finished<'faithfulness'>): Reading {
  if (result.sentences.length === 0) {
    return nothingLeft(result.failures, {
      shows: `No sentence has ${settings.minLength} words or more and a class to explain.`,
      surprising: 'Include shorter sentences, or choose another data set.',
    });
  }
  const mean = (row: FaithfulnessRow) => row.comprehensiveness.aopc.mean;
  const ordered = tested(result).sort((a, b) => mean(b) - mean(a));
  if (ordered.length === 0) {
    return { shows: 'No method has values for any sentence, so there is nothing to test.', surprising: surprise(result) };
  }
  const random = result.random ? `, against ${formatFixed(mean(result.random), 3)} in random order` : '';
  const shows =
    `Across ${sentenceCount(result.sentences.length)}, blanking out the highest-ranked words takes ` +
    `${bestAndWorst(ordered.map((method) => `${formatFixed(mean(method), 3)} (${methodLabel(method.id)})`))} from ${output === 'linear' ? 'the value' : 'the class’s probability'}${random}. ` +
    rankedBest(result);
  return { shows, surprising: surprise(result) };
}

/** What the ranks are compared with: it ranks the words as itself. */
export const TRUTH: MethodId = 'occlusion';

/** A mean rank correlation is that of the sentences in which values and effects both differ from word to word. */
function rankedBest({ methods, sentences }: FaithfulnessResult): string {
  const claims = methods.filter(({ id }) => id !== TRUTH);
  const compared = claims.length > 0 ? claims : methods;
  const [best] = compared.filter(({ spearman }) => spearman.count > 0).sort((a, b) => b.spearman.mean - a.spearman.mean);
  if (!best) {
    return 'How well the effects of single words are ranked cannot be told: in no sentence do both effects and values differ from word to word.';
  }
  const { mean, count } = best.spearman;
  const some = count < sentences.length ? ` over the ${sentenceCount(count)} in which there is an order to compare` : '';
  return `The effects of single words are ranked best by ${methodLabel(best.id)} (Spearman ${formatFixed(mean)}${some}).`;
}

/** The methods that have values for any sentence. */
function tested({ methods }: FaithfulnessResult) {
  return methods.filter(({ comprehensiveness }) => comprehensiveness.aopc.count > 0);
}

function surprise(result: FaithfulnessResult): string {
  const { random } = result;
  const methods = tested(result);
  const expected = 'A method should beat random orders in comprehensiveness';
  if (methods.length === 0) return `${expected}; here none could be tested.`;
  if (!random) return `${expected}; without random orders this cannot be told.`;
  const failed = methods
    .filter(({ comprehensiveness }) => comprehensiveness.aopc.mean <= random.comprehensiveness.aopc.mean)
    .map(({ id }) => methodLabel(id));
  return failed.length > 0 ? `${expected}: here ${listed(failed)} did not.` : `${expected}, as all do here.`;
}

export function faithfulnessTables({ result, dataset }: Finished<'faithfulness'>): ResultTable[] {
  const line = (summary: Summary) => [summary.mean, summary.deviation, summary.count];
  return [
    {
      name: 'eraser',
      columns: ['method', 'measure', 'share_of_words', 'mean', 'standard_deviation', 'sentences'],
      rows: rowsOf(result).flatMap(({ id, row }) =>
        (['comprehensiveness', 'sufficiency'] as const).flatMap((measure) => [
          [id, measure, 'AOPC', ...line(row[measure].aopc)],
          ...row[measure].shares.map((summary, k) => [id, measure, ERASER_SHARES[k] ?? null, ...line(summary)]),
        ]),
      ),
    },
    {
      name: 'rank-correlation',
      columns: ['method', 'coefficient', 'mean', 'standard_deviation', 'sentences'],
      rows: result.methods.flatMap((method) => RANKS.map(({ id, label }) => [method.id, label, ...line(method[id])])),
    },
    {
      name: 'by-slice',
      columns: [...SLICE_COLUMNS, 'method', 'coefficient', 'with_value', 'mean', 'low_95', 'high_95'],
      rows: result.bySlice.flatMap((slice) =>
        result.methods.flatMap((method, m) =>
          RANKS.map(({ id, label }) => {
            const { count = 0, mean = null, low = null, high = null } = slice.means[id][m] ?? {};
            return [...sliceCells(slice, dataset), method.id, label, count, mean, low, high];
          }),
        ),
      ),
    },
    sentenceTable(
      dataset,
      result,
      result.methods.flatMap(({ id: method }, m) =>
        RANKS.flatMap(({ id }) => {
          const values = result.bySentence[id][m];
          return values ? [[`${method}_${id}`, values] as const] : [];
        }),
      ),
    ),
  ];
}
