/** What two models are compared by: each experiment's figures, as its sentences make them, so that both can be measured on the same draw. */
import type { MethodId } from '../explain/method-info.ts';
import { areFiveSentiments, foldClassName } from '../model/class-names.ts';
import type { Dataset } from './dataset.ts';
import type { PairedFigure } from './paired-bootstrap.ts';
import type { Measured } from './resampling.ts';
import type { ResultOf, SettingsOf } from './table.ts';

/** Experiments whose figures are of sentences. Representative words are of words, and known answers of networks of their own. */
export const COMPARED_EXPERIMENTS = ['accuracy', 'deletion', 'position', 'faithfulness', 'agreement'] as const;
export type ComparedId = (typeof COMPARED_EXPERIMENTS)[number];

/** Names of figures, in the order in which they stand. */
export type FigureName =
  | 'accuracy'
  | 'binary accuracy'
  | 'confidence'
  | 'calibration error'
  | 'after deletion, first correct'
  | 'after deletion, first wrong'
  | 'centre of relevance'
  | 'comprehensiveness'
  | 'sufficiency'
  | 'rank correlation'
  | 'rank correlation of sizes'
  | 'agreement'
  | 'agreement of sizes';

const SHARES: readonly FigureName[] = [
  'accuracy',
  'binary accuracy',
  'confidence',
  'calibration error',
  'after deletion, first correct',
  'after deletion, first wrong',
];

/** Whether a figure is written in per cent. */
export function isShare(name: FigureName): boolean {
  return SHARES.includes(name);
}

interface FigureLabel {
  readonly name: FigureName;
  /** Which methods it is of: one, the two that agree, or 'random' orders; none where no method is explained. */
  readonly of: readonly (MethodId | 'random')[];
}

interface Figure extends FigureLabel {
  readonly measured: Measured;
}

export interface ComparedFigure extends FigureLabel, PairedFigure {}

/** A finished experiment of one model. */
export interface Measurement<Id extends ComparedId> {
  readonly dataset: Dataset;
  readonly settings: SettingsOf<Id>;
  readonly result: ResultOf<Id>;
}

const FIGURES: { readonly [Id in ComparedId]: (one: Measurement<Id>) => Figure[] } = {
  accuracy({ dataset, settings, result }) {
    const { sentences, predicted, confidence, positive } = result;
    const N = dataset.gold.length;
    const gold = Array.from(sentences, (n) => dataset.gold[n] ?? -1);
    const right = gold.map((label, k) => (predicted[k] === label ? 1 : 0));
    const neutral = 2;
    const binary = gold.map((label, k) => (label === neutral ? Number.NaN : label > neutral === (positive[k] === 1) ? 1 : 0));
    const bins = new Uint8Array(N);
    for (const [k, n] of sentences.entries()) {
      bins[n] = Math.min(Math.floor((confidence[k] ?? 0) * settings.bins), settings.bins - 1);
    }
    const gaps = right.map((value, k) => value - (confidence[k] ?? 0));
    return [
      { name: 'accuracy', of: [], measured: spread(N, sentences, right) },
      ...(areFiveSentiments(dataset.classes)
        ? [{ name: 'binary accuracy' as const, of: [], measured: spread(N, sentences, binary) }]
        : []),
      { name: 'confidence', of: [], measured: spread(N, sentences, confidence) },
      { name: 'calibration error', of: [], measured: { ...spread(N, sentences, gaps), groups: bins } },
    ];
  },

  deletion({ dataset, settings: { methods }, result }) {
    const of = [...methods, 'random' as const];
    const group = (name: FigureName, { sentences, rightShares }: (typeof result)['initiallyCorrect']) =>
      rightShares.map((values, row) => ({
        name,
        of: of.slice(row, row + 1),
        measured: spread(dataset.gold.length, sentences, values),
      }));
    return [
      ...group('after deletion, first correct', result.initiallyCorrect),
      ...group('after deletion, first wrong', result.initiallyFalse),
    ];
  },

  position({ dataset, settings: { methods }, result: { sentences, centres } }) {
    return methods.map((id, m) => ({
      name: 'centre of relevance',
      of: [id],
      measured: spread(dataset.gold.length, sentences, centres[m] ?? []),
    }));
  },

  faithfulness({ dataset, settings: { methods }, result: { sentences, bySentence } }) {
    const of = [...methods, 'random' as const];
    const rows = (name: FigureName, values: readonly Float64Array[]) =>
      values.map((own, row) => ({ name, of: of.slice(row, row + 1), measured: spread(dataset.gold.length, sentences, own) }));
    return [
      ...rows('comprehensiveness', bySentence.comprehensiveness),
      ...rows('sufficiency', bySentence.sufficiency),
      ...rows('rank correlation', bySentence.spearman),
      ...rows('rank correlation of sizes', bySentence.magnitudes),
    ];
  },

  agreement({ dataset, result: { sentences, pairs } }) {
    const rows = (name: FigureName, compared: 'values' | 'magnitudes') =>
      pairs.map((pair) => ({
        name,
        of: [pair.first, pair.second],
        measured: spread(dataset.gold.length, sentences, pair[compared].spearman),
      }));
    return [...rows('agreement', 'values'), ...rows('agreement of sizes', 'magnitudes')];
  },
};

/** Values of some of N sentences; NaN: it has none. */
function spread(N: number, sentences: Uint32Array, values: ArrayLike<number>): Measured {
  const sums = new Float64Array(N);
  const counts = new Float64Array(N);
  for (const [k, n] of sentences.entries()) {
    const value = values[k] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sums[n] = value;
    counts[n] = 1;
  }
  return { sums, counts, groups: null };
}

/** Figures that both models have, of the same sentences; those that neither has a value of are left out. */
export function comparedFigures<Id extends ComparedId>(id: Id, a: Measurement<Id>, b: Measurement<Id>): ComparedFigure[] {
  const others = FIGURES[id](b);
  return FIGURES[id](a).flatMap(({ name, of, measured }) => {
    const other = others.find((one) => one.name === name && one.of.join() === of.join());
    const isEmpty = !measured.counts.includes(1) && !other?.measured.counts.includes(1);
    return other && !isEmpty ? [{ name, of, a: measured, b: other.measured }] : [];
  });
}

/** A sentence (its place in the data set) with what each model's figure is there. */
export interface Differing {
  readonly sentence: number;
  readonly a: number;
  readonly b: number;
}

/** Sentences that have a value of both models and not the same, those that differ most first; equals in their order. */
export function differingMost({ a, b }: PairedFigure): Differing[] {
  return Array.from(a.sums.keys())
    .filter((n) => a.counts[n] === 1 && b.counts[n] === 1 && a.sums[n] !== b.sums[n])
    .map((sentence) => ({ sentence, a: a.sums[sentence] ?? 0, b: b.sums[sentence] ?? 0 }))
    .sort((one, other) => Math.abs(other.b - other.a) - Math.abs(one.b - one.a));
}

/** A sentence that the models give different classes, by name. */
export interface Disagreement {
  readonly sentence: number;
  /** The true class, by name; null: not one of the first model's. */
  readonly gold: string | null;
  readonly a: string;
  readonly b: string;
  /** Probability of each model's class. */
  readonly confidenceA: number;
  readonly confidenceB: number;
}

/** Sentences that both classify, and not alike, surest of both first: by the smaller of the two probabilities. */
export function disagreements(a: Measurement<'accuracy'>, b: Measurement<'accuracy'>): Disagreement[] {
  const places = new Map(Array.from(b.result.sentences, (n, k) => [n, k]));
  const nameOf = ({ dataset }: Measurement<'accuracy'>, index: number) => dataset.classes[index] ?? String(index);
  const found = Array.from(a.result.sentences, (sentence, k): Disagreement[] => {
    const other = places.get(sentence);
    if (other === undefined) return [];
    const [inA, inB] = [nameOf(a, a.result.predicted[k] ?? 0), nameOf(b, b.result.predicted[other] ?? 0)];
    if (foldClassName(inA) === foldClassName(inB)) return [];
    const gold = a.dataset.classes[a.dataset.gold[sentence] ?? -1] ?? null;
    const [confidenceA, confidenceB] = [a.result.confidence[k] ?? 0, b.result.confidence[other] ?? 0];
    return [{ sentence, gold, a: inA, b: inB, confidenceA, confidenceB }];
  }).flat();
  const surety = ({ confidenceA, confidenceB }: Disagreement) => Math.min(confidenceA, confidenceB);
  return found.sort((one, other) => surety(other) - surety(one));
}
