/** All methods beside one another, as Arras et al. 2019 compare them: word deletion both ways, what they have to do with the real loss, and their time. */
import { type AgreementResult, COMPARED, summaryOf } from '../src/experiments/agreement.ts';
import { type Dataset, lengthOf, selectSentences, wordsOf } from '../src/experiments/dataset.ts';
import type { AgreementSettings, DeletionSettings, MethodSettings } from '../src/experiments/defaults.ts';
import type { Evaluator, Explained } from '../src/experiments/evaluator.ts';
import { optionsOf } from '../src/experiments/settings.ts';
import { summarise } from '../src/experiments/statistics.ts';
import { EXPERIMENTS } from '../src/experiments/table.ts';
import type { DeletionCurves, DeletionResult } from '../src/experiments/word-deletion.ts';
import { METHOD_IDS, type MethodId } from '../src/explain/method-info.ts';
import { fixed, label, listed, shareSpread, spread, table, whole } from './experiments-text.ts';
import { timedRun } from './timed-run.ts';

/** What the others are held against. */
const TRUTH: MethodId = 'occlusion';

export interface MethodComparison {
  readonly settings: DeletionSettings;
  readonly deletion: DeletionResult;
  /** Of the same sentences, explained for the same class. */
  readonly agreement: AgreementResult;
  /** Also of methods that are timed alone, since over all sentences they would take too long. Milliseconds of the processor a sentence, without the forward pass. */
  readonly times: Readonly<Partial<Record<MethodId, number>>>;
}

/** Unless it is asked for by name: a hundred sentences take half a minute. */
export const TIMED_ALONE: readonly MethodId[] = ['shapley'];

/** @param timedAlone methods beside those compared */
export async function compareMethods(
  dataset: Dataset,
  evaluator: Evaluator,
  methods: MethodSettings,
  timedAlone: readonly MethodId[],
): Promise<MethodComparison> {
  const known: readonly MethodId[] = methods.methods.includes(TRUTH) ? methods.methods : [...methods.methods, TRUTH];
  const settings: DeletionSettings = { ...EXPERIMENTS.deletion.defaults, ...methods, methods: known };
  const remembering = rememberingEvaluator(evaluator);
  const deletion = await timedRun('all methods', EXPERIMENTS.deletion, settings, remembering, dataset);
  const { minLength } = settings;
  const compared: AgreementSettings = {
    ...EXPERIMENTS.agreement.defaults,
    ...methods,
    methods: known,
    minLength,
    target: 'gold',
  };
  const agreement = await timedRun('all methods and the real loss', EXPERIMENTS.agreement, compared, remembering, dataset);
  return { settings, deletion, agreement, times: await timesOf(dataset, settings, [...known, ...timedAlone], evaluator) };
}

/** Answers the same question again without computing it. */
function rememberingEvaluator(inner: Evaluator): Evaluator {
  const known = new Map<string, Promise<Explained>>();
  return {
    ...inner,
    explain(ids, target, methods, options) {
      const key = JSON.stringify([[...ids], target, methods, options]);
      const answer = known.get(key) ?? inner.explain(ids, target, methods, options);
      known.set(key, answer);
      return answer;
    },
  };
}

/** Sentences that are timed. */
const TIMED = 40;
/** The fastest of so many passes over them, or of fewer that have taken so many milliseconds. */
const PASSES = 3;
const LONG_MS = 2000;

/** Of the processor, so that other work on the machine does not count; sentences at equal steps of the data set. */
async function timesOf(
  dataset: Dataset,
  settings: DeletionSettings,
  methods: readonly MethodId[],
  evaluator: Evaluator,
): Promise<MethodComparison['times']> {
  const long = selectSentences(dataset, (n) => (dataset.gold[n] ?? -1) >= 0 && lengthOf(dataset, n) >= settings.minLength);
  const step = Math.max(1, long.length / TIMED);
  const sample = Array.from({ length: Math.min(TIMED, long.length) }, (_, k) => long[Math.floor(k * step)] ?? 0);
  const pass = async (id: MethodId) => {
    let spent = 0;
    for (const n of sample) {
      const ids = Int32Array.from(wordsOf(dataset, n), (word) => dataset.idOf[word] ?? -1);
      const target = dataset.gold[n] ?? 0;
      // The sentence stands in the model's memory then: its forward pass is not counted.
      await evaluator.explain(ids, target, [], optionsOf(settings));
      const before = process.cpuUsage();
      await evaluator.explain(ids, target, [id], optionsOf(settings));
      const { user, system } = process.cpuUsage(before);
      spent += (user + system) / 1000;
    }
    return spent;
  };
  const times: Partial<Record<MethodId, number>> = {};
  for (const id of methods) {
    const passes: number[] = [];
    while (passes.length === 0 || (passes.length < PASSES && passes.reduce((sum, took) => sum + took, 0) < LONG_MS)) {
      passes.push(await pass(id));
    }
    if (sample.length > 0) times[id] = Math.min(...passes) / sample.length;
  }
  return times;
}

export function comparisonBlocks({ settings, deletion, agreement, times }: MethodComparison, isSst: boolean): string[] {
  const { initiallyCorrect, initiallyFalse } = deletion;
  const K = settings.deletions;
  const withLoss = (id: MethodId) => agreement.pairs.find(({ first, second }) => areBoth([first, second], id, TRUTH));
  const correlations = (id: MethodId) => {
    if (id === TRUTH) return ['itself', 'itself'];
    const pair = withLoss(id);
    return COMPARED.map((compared) => (pair ? spread(summaryOf(pair, compared, 'spearman')) : '–'));
  };
  const row = (id: MethodId) => [
    label(id),
    ...accuracies(initiallyCorrect, id),
    ...accuracies(initiallyFalse, id),
    ...correlations(id),
    milliseconds(times[id] ?? Number.NaN),
  ];
  const random = [initiallyCorrect, initiallyFalse].flatMap((curves) => {
    const means = curves.random.runs.map((run) => meanOf(run.slice(1)));
    return [
      shareSpread({ mean: curves.random.mean[K] ?? Number.NaN, deviation: curves.random.deviation[K] ?? Number.NaN }),
      shareSpread(summarise(means)),
    ];
  });
  return [
    '## All methods',
    `What Arras et al. 2019 (arXiv 1904.11829) compare for a model of this shape, with the methods of this page, on the ` +
      `${whole(agreement.sentences.length)} sentences of at least ${settings.minLength} words, explained for the true class. Accuracy in %, after ${K} ` +
      `deletions and as the mean over 1 to ${K}: of ${whole(initiallyCorrect.sentences.length)} sentences classified correctly at first, the most relevant ` +
      `words deleted first (lower is better), and of ${whole(initiallyFalse.sentences.length)} classified incorrectly, the least relevant first (higher is ` +
      'better). Real loss: Spearman’s rank correlation of the values, and of their sizes, with what the score loses without each word, mean ± standard ' +
      'deviation over the sentences; a method without sign can be compared by sizes alone. Time: milliseconds of the processor for a ' +
      'sentence beside its forward pass, on the machine that made this table; no other figure depends on the machine.' +
      `${optionsText(settings)}`,
    table(
      ['', `correct, after ${K}`, 'mean', `incorrect, after ${K}`, 'mean', 'real loss', '… sizes', 'ms'],
      [...METHOD_IDS.filter((id) => id in times || settings.methods.includes(id)).map(row), ['random', ...random, '–', '–', '–']],
    ),
    ...aloneText(settings, times, agreement.sentences.length),
    ...differences(settings, initiallyCorrect, initiallyFalse, isSst),
  ];
}

function optionsText({ methods, lrp, options = {} }: DeletionSettings): string {
  const { nodes, permutations, seed } = options;
  const said = [
    methods.some((id) => id.startsWith('lrp')) && `LRP: eps = ${lrp.eps}, bias_factor = ${lrp.biasFactor}`,
    methods.includes('ig') && nodes !== undefined && `Integrated Gradients: ${nodes} nodes`,
    methods.includes('shapley') &&
      `Shapley values: ${permutations} permutations where there are more than 10 words, seed ${seed}`,
  ].filter((part) => typeof part === 'string');
  return said.length > 0 ? ` ${said.join('; ')}.` : '';
}

function accuracies({ methods }: DeletionCurves, id: MethodId): string[] {
  const accuracy = methods.find((method) => method.id === id)?.accuracy ?? [];
  return [accuracy.at(-1) ?? Number.NaN, meanOf(accuracy.slice(1))].map((share) => fixed(100 * share, 1));
}

function areBoth(pair: readonly MethodId[], one: MethodId, other: MethodId): boolean {
  return pair.includes(one) && pair.includes(other);
}

function aloneText({ methods }: DeletionSettings, times: MethodComparison['times'], sentences: number): string[] {
  return Object.entries(times).flatMap(([id, time]) =>
    methods.some((method) => method === id)
      ? []
      : `${label(id)} are timed alone: of all sentences they would take ${fixed((time * sentences) / 60_000, 0)} minutes of the processor here. ` +
        '`npm run experiments -- --methods all` has them.',
  );
}

/** Two digits that mean something. */
function milliseconds(value: number): string {
  return fixed(value, value < 1 ? 2 : value < 10 ? 1 : 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of those of this page, what the first paper compares, and Gradient × Input beside them. */
const PAPER: readonly MethodId[] = ['lrp', 'gi', 'sa'];

/** What the paper says of it, and whether it is so here. */
function differences(
  { methods, deletions }: DeletionSettings,
  correct: DeletionCurves,
  wrong: DeletionCurves,
  isSst: boolean,
): string[] {
  const places = [placesOf(correct, 1), placesOf(wrong, -1)] as const;
  const [first, second] = places.map((order) => order[0]);
  if (first === undefined || second === undefined) return [];
  const ranked = `By the mean over 1 to ${deletions} deletions the best is ${label(first)} on the first set and ${label(second)} on the second.`;
  if (!isSst || !methods.includes('lrp')) return [ranked];
  const among = places.map((order) => order.filter((id) => PAPER.includes(id))[0] === 'lrp');
  const place = places.map((order) => order.indexOf('lrp') + 1);
  const ahead = places.map((order) => order.slice(0, order.indexOf('lrp')).map(label));
  const chance = meanOf(wrong.random.mean.slice(1));
  const sensitivity = meanOf((wrong.methods.find(({ id }) => id === 'sa')?.accuracy ?? []).slice(1));
  return [
    ranked,
    'Arras et al. 2017 found LRP best on both sets, and Sensitivity weak on the second, since it has no sign (m). ' +
      (!PAPER.every((id) => methods.includes(id))
        ? ''
        : among.every(Boolean)
          ? 'Among LRP, Gradient × Input and Sensitivity alone it is so here too. '
          : `Here it is **not** so even among LRP, Gradient × Input and Sensitivity: LRP is beaten on ${listed(['the first set', 'the second'].filter((_, k) => !among[k]))}. `) +
      (place.every((at) => at === 1)
        ? 'It stays best beside the methods that Arras et al. 2019 and others add. '
        : `Beside the methods that Arras et al. 2019 and others add it is **not** the best here: ${['first', 'second']
            .map((name, k) =>
              place[k] === 1
                ? `on the ${name} set nothing beats it`
                : `on the ${name} set ${listed(ahead[k] ?? [])} ${(ahead[k] ?? []).length === 1 ? 'stands' : 'stand'} before it`,
            )
            .join(', and ')}. `) +
      (Number.isFinite(sensitivity)
        ? `Sensitivity reaches ${fixed(100 * sensitivity, 1)} % on the second set in the mean, random orders ${fixed(100 * chance, 1)} %. `
        : '') +
      'The figures of Arras et al. 2019 are not set beside these: they are of another model, and have not been checked here.',
  ];
}

/** Methods that have values, the best first; equals in their order. */
function placesOf({ methods }: DeletionCurves, sign: 1 | -1): MethodId[] {
  const means = methods.filter(({ count }) => count > 0).map(({ id, accuracy }) => ({ id, mean: meanOf(accuracy.slice(1)) }));
  return means.sort((a, b) => sign * (a.mean - b.mean)).map(({ id }) => id);
}
