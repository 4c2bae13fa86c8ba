/** The experiments by two models, for `npm run experiments -- --compare`: what the page makes of a second model, as text and as JSON. */
import { METHOD_TABLE } from '../src/engine/methods-protocol.ts';
import type { ModelInUse } from '../src/engine/model-in-use.ts';
import {
  COMPARED_EXPERIMENTS,
  type ComparedId,
  comparedFigures,
  type Disagreement,
  disagreements,
  type FigureName,
  isShare,
  type Measurement,
} from '../src/experiments/compared-figures.ts';
import type { Dataset } from '../src/experiments/dataset.ts';
import type { MethodSettings } from '../src/experiments/defaults.ts';
import { type Evaluator, modelEvaluator } from '../src/experiments/evaluator.ts';
import { BOOTSTRAP, type PairedEstimate, pairedBootstrap } from '../src/experiments/paired-bootstrap.ts';
import { EXPERIMENTS, type ResultOf, type SettingsOf } from '../src/experiments/table.ts';
import { atOnce } from '../src/explain/steps.ts';
import { foldClassName } from '../src/model/class-names.ts';
import { escaped, fixed, label, listed, percent, table, whole } from './experiments-text.ts';
import { timedRun } from './timed-run.ts';

/** Experiments of one model. */
interface RunsOf<Id extends ComparedId> {
  readonly dataset: Dataset;
  readonly settings: { readonly [One in Id]: SettingsOf<One> };
  readonly results: { readonly [One in Id]: ResultOf<One> };
}

type ComparedRuns = RunsOf<ComparedId>;

interface EstimatedFigure {
  readonly experiment: ComparedId;
  readonly name: FigureName;
  readonly of: readonly string[];
  readonly estimate: PairedEstimate;
}

export interface TwoModels {
  /** A sentence each: what cannot be compared, and why. */
  readonly notes: readonly string[];
  readonly second: ComparedRuns;
  readonly figures: readonly EstimatedFigure[];
  /** Those with a true class that both models classify. */
  readonly classified: number;
  readonly disagreements: readonly Disagreement[];
}

const TITLES: Readonly<Record<ComparedId, string>> = {
  accuracy: 'Accuracy',
  deletion: 'Word deletion: accuracy, mean over the deletions',
  position: 'Relevance by position',
  faithfulness: 'Faithfulness',
  agreement: 'Agreement of methods, Spearman’s rho',
};

/** @param first what the model in use gave @param dataset the same sentences as the second model reads them */
export async function compareModels(first: ComparedRuns, model: ModelInUse, dataset: Dataset): Promise<TwoModels> {
  const second = await runAgain(first.settings, model, dataset);
  const figures = COMPARED_EXPERIMENTS.flatMap((id) => estimatesOf(id, first, second));
  const [a, b] = [first, second].map((runs) => measured('accuracy', runs));
  const both = new Set(second.results.accuracy.sentences);
  return {
    notes: notesOf(first, model, dataset),
    second,
    figures,
    classified: first.results.accuracy.sentences.filter((n) => both.has(n)).length,
    disagreements: a && b ? disagreements(a, b) : [],
  };
}

async function runAgain(given: ComparedRuns['settings'], model: ModelInUse, dataset: Dataset): Promise<ComparedRuns> {
  const evaluator: Evaluator = modelEvaluator(model.network, model.constantClass);
  const { accuracy, deletion, position, faithfulness, agreement } = EXPERIMENTS;
  const own = <S extends MethodSettings>(settings: S): S => ({
    ...settings,
    methods: settings.methods.filter((method) => obstacleOf(method, model) === null),
  });
  const settings = {
    accuracy: given.accuracy,
    deletion: own(given.deletion),
    position: own(given.position),
    faithfulness: own(given.faithfulness),
    agreement: own(given.agreement),
  };
  const results = {
    accuracy: await timedRun('second model: accuracy', accuracy, settings.accuracy, evaluator, dataset),
    deletion: await timedRun('second model: word deletion', deletion, settings.deletion, evaluator, dataset),
    position: await timedRun('second model: relevance by position', position, settings.position, evaluator, dataset),
    faithfulness: await timedRun('second model: faithfulness', faithfulness, settings.faithfulness, evaluator, dataset),
    agreement: await timedRun('second model: agreement', agreement, settings.agreement, evaluator, dataset),
  };
  return { dataset, settings, results };
}

/** Why a method is not defined for a model; null: it is. */
function obstacleOf(method: string, { info }: ModelInUse): string | null {
  return METHOD_TABLE.find(({ id }) => id === method)?.appliesTo(info) ?? null;
}

function measured<Id extends ComparedId>(id: Id, { dataset, settings, results }: RunsOf<Id>): Measurement<Id> {
  return { dataset, settings: settings[id], result: results[id] };
}

function estimatesOf<Id extends ComparedId>(experiment: Id, first: ComparedRuns, second: ComparedRuns): EstimatedFigure[] {
  const figures = comparedFigures(experiment, measured(experiment, first), measured(experiment, second));
  const estimates = atOnce(pairedBootstrap(figures, BOOTSTRAP));
  return estimates.flatMap((estimate, k) => {
    const figure = figures[k];
    return figure ? [{ experiment, name: figure.name, of: figure.of, estimate }] : [];
  });
}

function notesOf({ dataset: { gold }, settings }: ComparedRuns, model: ModelInUse, dataset: Dataset): string[] {
  const isLabelled = gold.some((one) => one >= 0);
  const knows = dataset.gold.some((one) => one >= 0);
  return [
    ...(isLabelled && !knows
      ? [
          `The true classes are none that the second model gives (${dataset.classes.join(', ')}): accuracy, word deletion and disagreements ask for them and are left out.`,
        ]
      : []),
    ...(isLabelled
      ? []
      : ['No sentence has a true class: accuracy, word deletion and disagreements ask for it and are left out.']),
    ...settings.agreement.methods.flatMap((method) => {
      const why = obstacleOf(method, model);
      return why === null ? [] : [`${label(method)} is left out: it does not apply to the second model. ${why}`];
    }),
  ];
}

interface Named {
  readonly name: string;
  readonly sha256: string;
}

/** @param names of both models, which may be the same */
export function twoModelsBlocks({ notes, figures, classified, disagreements: found }: TwoModels, first: string, second: Named) {
  return [
    '## Two models',
    `First: ${escaped(first)}. Second: ${escaped(second.name)} (SHA-256 of the weights ${second.sha256.slice(0, 16)}…), by the same experiments with the same settings ` +
      `on the same sentences. Difference: second less first, of shares in points of percentage. Interval: 95 %, by the paired bootstrap (Efron and Tibshirani 1993, sections 6.2 and 13.3; ` +
      `Koehn 2004), ${whole(BOOTSTRAP.draws)} draws of the sentences from seed ${BOOTSTRAP.seed}; bold where it does not hold 0. Each stands for itself: of twenty differences that are ` +
      'nothing but chance, one is expected to be bold.',
    ...notes,
    ...COMPARED_EXPERIMENTS.flatMap((id) => {
      const own = figures.filter(({ experiment }) => experiment === id);
      return own.length > 0 ? [`${TITLES[id]}:`, table(HEAD, own.map(row))] : [`${TITLES[id]}: no sentence takes part.`];
    }),
    ...(classified > 0 ? disagreementBlocks(found, classified) : []),
  ];
}

const HEAD = ['', 'first', 'second', 'difference', '95 % interval', 'sentences'];

function row({ name, of, estimate: { a, b, difference, low, high, countA, countB } }: EstimatedFigure): string[] {
  const whose = listed(of.map((one) => (one === 'random' ? 'random orders' : label(one))));
  const scale = isShare(name) ? 100 : 1;
  const digits = isShare(name) ? 1 : 3;
  const value = (one: number) => (isShare(name) ? percent(one) : fixed(one, digits));
  const isBeyondChance = low > 0 || high < 0;
  const interval = Number.isFinite(low) && Number.isFinite(high);
  const text = signed(scale * difference, digits);
  return [
    whose ? `${name}: ${whose}` : name,
    value(a),
    value(b),
    isBeyondChance ? `**${text}**` : text,
    interval ? `${signed(scale * low, digits)} to ${signed(scale * high, digits)}` : '–',
    countA === countB ? whole(countA) : `${whole(countA)} and ${whole(countB)}`,
  ];
}

function signed(value: number, digits: number): string {
  const text = fixed(value, digits);
  return Number(text) > 0 ? `+${text}` : text.replace('-', '−');
}

function disagreementBlocks(found: readonly Disagreement[], classified: number): string[] {
  const right = (side: 'a' | 'b') =>
    found.filter((one) => one.gold && foldClassName(one[side]) === foldClassName(one.gold)).length;
  const [onlyFirst, onlySecond] = [right('a'), right('b')];
  return [
    `The models disagree on ${whole(found.length)} of ${whole(classified)} sentences (${percent(found.length / classified)}):`,
    table(
      ['', 'sentences'],
      [
        ['the first alone is right', whole(onlyFirst)],
        ['the second alone is right', whole(onlySecond)],
        ['neither is right', whole(found.length - onlyFirst - onlySecond)],
      ],
    ),
  ];
}

/** For --json. Sentences are numbered from 1. */
export function twoModelsJson({ notes, second, figures, classified, disagreements: found }: TwoModels, { name, sha256 }: Named) {
  return {
    model: name,
    sha256,
    notes,
    bootstrap: BOOTSTRAP,
    figures: figures.map(({ estimate: { a, b, countA, countB, ...interval }, ...figure }) => ({
      ...figure,
      first: a,
      second: b,
      ...interval,
      sentencesFirst: countA,
      sentencesSecond: countB,
    })),
    classified,
    disagreements: found.map(({ sentence, gold, a, b, confidenceA, confidenceB }) => ({
      sentence: sentence + 1,
      trueClass: gold,
      first: a,
      firstProbability: confidenceA,
      second: b,
      secondProbability: confidenceB,
    })),
    results: second.results,
  };
}
