/** docs/results.md: the figures of all experiments, beside what Arras et al. 2017 report for their model. */
import type { AccuracyResult, Band } from '../src/experiments/accuracy.ts';
import { type AgreementResult, summaryOf } from '../src/experiments/agreement.ts';
import type { EraserSummary, FaithfulnessResult } from '../src/experiments/corpus-faithfulness.ts';
import { type Dataset, lengthOf } from '../src/experiments/dataset.ts';
import type { PositionResult } from '../src/experiments/position.ts';
import { type RankedWord, type RepresentativeResult, rankWords } from '../src/experiments/representative-words.ts';
import type { ExperimentId, SettingsOf } from '../src/experiments/table.ts';
import type { DeletionCurves, DeletionResult } from '../src/experiments/word-deletion.ts';
import { comparisonBlocks, type MethodComparison } from './experiments-comparison.ts';
import { type KnownAnswers, knownAnswersBlocks } from './experiments-known-answers.ts';
import { escaped, fixed, label, percent, share, shareSpread, spread, table, whole } from './experiments-text.ts';

export interface AllResults {
  readonly accuracy: AccuracyResult;
  readonly deletion: DeletionResult;
  readonly position: PositionResult;
  readonly words: readonly { readonly target: number; readonly result: RepresentativeResult }[];
  readonly faithfulness: FaithfulnessResult;
  readonly agreement: AgreementResult;
  readonly comparison: MethodComparison;
  readonly known: readonly KnownAnswers[];
  readonly settings: { readonly [Id in Exclude<ExperimentId, 'known' | 'map' | 'context'>]: SettingsOf<Id> };
}

/** Words a side: enough to see what a class is about, few enough to be no excerpt of the data. */
const WORDS = 20;
const PARTS = { whole: 'whole model', left: 'left encoder', right: 'right encoder' } as const;

export function report(
  source: { readonly model: string; readonly sha256: string; readonly data: string },
  dataset: Dataset,
  results: AllResults,
  isSst: boolean,
): string {
  const { eps, biasFactor } = results.settings.deletion.lrp;
  const lengths = Array.from(dataset.gold.keys(), (n) => lengthOf(dataset, n));
  const blocks = [
    '# Results',
    'Made by `npm run experiments`, which anyone can run; not edited by hand. The same code runs in the page.',
    `Model: ${source.model} (SHA-256 of the weights ${source.sha256.slice(0, 16)}…). Data: ${source.data}, ${whole(lengths.length)} sentences of ` +
      `${Math.min(...lengths)} to ${Math.max(...lengths)} words, ${whole(dataset.words.length)} words in all. LRP: eps = ${eps}, ` +
      `bias_factor = ${biasFactor}. Random orders: seed ${results.settings.deletion.seed}, plus the sentence’s number from 0.`,
    'Figures of the paper are those that Arras et al. 2017 report for **their** model, which is of the same shape but trained otherwise: the ' +
      'two columns are not to be equal, but to tell the same story. (m): from memory, not checked against the paper.',
    ...accuracyBlocks(dataset, results.accuracy, isSst),
    ...deletionBlocks(results, isSst),
    ...positionBlocks(results),
    ...wordBlocks(dataset, results),
    ...faithfulnessBlocks(results),
    ...agreementBlocks(results),
    ...comparisonBlocks(results.comparison, isSst),
    ...knownAnswersBlocks(results.known),
    ...leftOutBlocks(results),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function accuracyBlocks({ classes }: Dataset, result: AccuracyResult, isSst: boolean): string[] {
  const { binary, calibration, confusion } = result;
  const paper = (text: string) => (isSst ? [text] : []);
  const bins = calibration.bins.filter(({ count }) => count > 0);
  return [
    '## Accuracy',
    table(
      ['', 'this model', ...paper('paper (m)')],
      [
        [`all ${classes.length} classes, ${whole(result.count)} sentences`, share(result), ...paper('46.3 %')],
        ...(binary ? [[`binary, without the neutral: ${whole(binary.count)} sentences`, share(binary), ...paper('82.9 %')]] : []),
        [`expected calibration error, ${calibration.bins.length} bins`, percent(calibration.error), ...paper('')],
      ],
    ),
    'Sentences by true class (row) and predicted class (column):',
    table(
      ['', ...classes],
      confusion.map((row, gold) => [classes[gold] ?? '', ...row.map(whole)]),
    ),
    'How sure the model is, and how often it is right then:',
    table(
      ['probability of the predicted class', 'sentences', 'mean probability', 'right'],
      bins.map((bin) => [
        `${bin.from.toFixed(2)} to ${bin.to.toFixed(2)}`,
        whole(bin.count),
        percent(bin.confidence),
        percent(bin.accuracy),
      ]),
    ),
    'By length:',
    bandTable('words', result.byLength),
    'By the number of words that are not in the vocabulary:',
    bandTable('unknown words', result.byUnknown),
  ];
}

function bandTable(what: string, bands: readonly Band[]): string {
  const filled = bands.filter(({ count }) => count > 0);
  return table(
    [what, 'sentences', 'right'],
    filled.map((band) => [bandName(band), whole(band.count), share(band)]),
  );
}

function bandName({ from, to }: Band): string {
  if (to === null) return `${from} and more`;
  return from === to ? String(from) : `${from} to ${to}`;
}

function deletionBlocks({ deletion, settings: { deletion: settings } }: AllResults, isSst: boolean): string[] {
  const { initiallyCorrect, initiallyFalse } = deletion;
  const { minLength, deletions, randomRuns } = settings;
  const count = whole(initiallyCorrect.sentences.length + initiallyFalse.sentences.length);
  return [
    '## Word deletion',
    `The ${count} sentences of at least ${minLength} words; a deleted word’s embedding is zeroed; the target is the true class. Accuracy in % ` +
      `after 0 to ${deletions} deletions; random: mean ± standard deviation of ${randomRuns} runs.`,
    `${whole(initiallyCorrect.sentences.length)} sentences classified correctly at first, the most relevant words deleted first (lower is better):`,
    curvesTable(initiallyCorrect),
    `${whole(initiallyFalse.sentences.length)} sentences classified incorrectly at first, the least relevant words deleted first (higher is better):`,
    curvesTable(initiallyFalse),
    `Best after ${deletions} deletions: ${best(initiallyCorrect, false)} on the first set, ${best(initiallyFalse, true)} on the second.` +
      (isSst
        ? ' The paper: LRP is best on both; SA is weak on the second, since it has no sign; random orders: mean of 10 runs (m).'
        : ''),
  ];
}

function curvesTable({ methods, random }: DeletionCurves): string {
  const steps = random.mean.map((_, step) => String(step));
  const bare = (value: number) => fixed(100 * value, 1);
  return table(
    ['words deleted', ...steps],
    [
      ...methods.map(({ id, accuracy }) => [label(id), ...accuracy.map(bare)]),
      ['random', ...random.mean.map((mean, step) => shareSpread({ mean, deviation: random.deviation[step] ?? Number.NaN }))],
    ],
  );
}

function best({ methods }: DeletionCurves, highest: boolean): string {
  const last = (accuracy: readonly number[]) => (highest ? -1 : 1) * (accuracy.at(-1) ?? Number.NaN);
  const [first] = methods.toSorted((a, b) => last(a.accuracy) - last(b.accuracy));
  return first ? label(first.id) : 'none';
}

function positionBlocks({ position, settings: { position: settings } }: AllResults): string[] {
  const numbers = Array.from({ length: settings.intervals }, (_, i) => String(i + 1));
  // A part that a method does not tell apart has no sentence at all: nothing is left out of it.
  const counts = position.curves.flatMap(({ intervals: [first] }) => first?.count || []);
  const zero = position.sentences.length - Math.min(position.sentences.length, ...counts);
  const leftOut = zero > 0 ? ` Up to ${whole(zero)} in which all relevance is 0 are left out.` : '';
  return [
    '## Relevance by position',
    `The ${whole(position.sentences.length)} sentences of at least ${settings.minLength} words, explained for the ${settings.target} class. Mean share, ` +
      `in %, of the sum of absolute relevances in each of ${settings.intervals} equal parts of the sentence, first to last.${leftOut} Each encoder is ` +
      'normalised by itself. An encoder’s SA is the squared norm of the gradient through it alone; SA of the whole model is not their sum.',
    table(
      ['method', 'part', ...numbers],
      position.curves.map(({ method, part, intervals }) => [
        label(method),
        PARTS[part],
        ...intervals.map(({ mean }) => fixed(100 * mean, 1)),
      ]),
    ),
  ];
}

function wordBlocks(dataset: Dataset, { words, settings }: AllResults): string[] {
  const [method = 'lrp'] = settings.words.methods;
  const named = (ranked: readonly RankedWord[]) =>
    ranked.map(({ word, count }) => `${escaped(dataset.lexicon[word] ?? '')} (${whole(count)})`).join(', ');
  return [
    '## Representative words',
    `All sentences explained for one class by ${label(method)}; the ${WORDS} words with the highest and lowest single occurrence, most extreme first, ` +
      'with how often each occurs.',
    ...words.flatMap(({ target, result }) => {
      const { highest, lowest } = rankWords(result, method, 'single', 1, WORDS);
      const name = dataset.classes[target] ?? '';
      return [`For **${name}**: ${named(highest)}.`, `Against **${name}**: ${named(lowest)}.`];
    }),
  ];
}

function faithfulnessBlocks({ faithfulness, settings: { faithfulness: settings } }: AllResults): string[] {
  const rows = [
    ...faithfulness.methods.map((method) => ({ name: label(method.id), row: method })),
    ...(faithfulness.random ? [{ name: `random, ${settings.randomRuns} runs`, row: faithfulness.random }] : []),
  ];
  const eraser = ({ aopc, shares }: EraserSummary) =>
    [aopc.mean, ...shares.map(({ mean }) => mean)].map((value) => fixed(value, 3));
  const head = (title: string) => [title, 'AOPC', '1 %', '5 %', '10 %', '20 %', '50 %'];
  return [
    '## Faithfulness over the data set',
    `The ${whole(faithfulness.sentences.length)} sentences of at least ${settings.minLength} words, target: the ${settings.target} class. ERASER (DeYoung et al. ` +
      '2020), in differences of the target’s probability: comprehensiveness, what is lost without the top words (higher is better), and sufficiency, ' +
      'what is lost with them alone (lower is better), by share of the words and averaged (AOPC).',
    table(
      head('comprehensiveness'),
      rows.map(({ name, row }) => [name, ...eraser(row.comprehensiveness)]),
    ),
    table(
      head('sufficiency'),
      rows.map(({ name, row }) => [name, ...eraser(row.sufficiency)]),
    ),
    'Rank correlation of a method’s values with the real effect of deleting each word, s(all) − s(without it); mean ± standard deviation over the ' +
      'sentences. The last column compares absolute values with absolute effects, fair to a method without sign.',
    table(
      ['', 'Spearman’s rho', 'Kendall’s tau-b', 'rho of absolute values'],
      faithfulness.methods.map((method) => [
        label(method.id),
        spread(method.spearman),
        spread(method.kendall),
        spread(method.magnitudes),
      ]),
    ),
  ];
}

function agreementBlocks({ agreement, settings: { agreement: settings } }: AllResults): string[] {
  return [
    '## Agreement of methods',
    `Rank correlation between the values that two methods give to the words of a sentence; mean ± standard deviation over the ` +
      `${whole(agreement.sentences.length)} sentences of at least ${settings.minLength} words, target: the ${settings.target} class.`,
    table(
      ['', 'Spearman’s rho', 'Kendall’s tau-b', 'rho of absolute values', 'tau-b of absolute values'],
      agreement.pairs.map((pair) => [
        `${label(pair.first)} and ${label(pair.second)}`,
        spread(summaryOf(pair, 'values', 'spearman')),
        spread(summaryOf(pair, 'values', 'kendall')),
        spread(summaryOf(pair, 'magnitudes', 'spearman')),
        spread(summaryOf(pair, 'magnitudes', 'kendall')),
      ]),
    ),
  ];
}

/** Only where numbers left float64. */
function leftOutBlocks({ accuracy, deletion, position, words, faithfulness, agreement, comparison }: AllResults): string[] {
  const named = { accuracy, deletion, position, faithfulness, agreement, 'all methods': comparison.deletion };
  const all = [...Object.entries(named), ...words.map(({ target, result }) => [`words for class ${target}`, result] as const)];
  const rows = all.flatMap(([name, { failures }]) =>
    failures.map(({ method, error, sentences }) => [
      name,
      method ? label(method) : 'all',
      whole(sentences.length),
      error.problem,
    ]),
  );
  if (rows.length === 0) return [];
  return ['## Left out', table(['experiment', 'method', 'sentences', 'because it'], rows)];
}
