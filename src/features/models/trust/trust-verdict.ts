/** What a check against reference scores comes to, in words. */
import {
  type ModelInfo,
  type ReferenceCheck,
  type ReferenceKind,
  type ReferenceScores,
  VERIFIED_BELOW,
} from '../../../engine/protocol.ts';
import { countOf, formatDifference } from './trust-figures.ts';
import { kindName, lineName } from './trust-texts.ts';

export interface TrustVerdict {
  readonly headline: string;
  /** What else is known for certain, a sentence each. */
  readonly notes: readonly string[];
  /** Nothing above explains the difference. */
  readonly unexplained: boolean;
}

export interface JudgedModel {
  readonly classes: readonly string[];
  readonly input: ModelInfo['input'];
  readonly output: ModelInfo['output'];
  readonly unkToken: string | null;
}

export function verdictOf(check: ReferenceCheck, references: readonly ReferenceScores[], model: JudgedModel): TrustVerdict {
  const { difference, sentences, verified } = check;
  const over = `over ${countOf(sentences.length, lineName(model.input))}`;
  if (verified) {
    const headline = `Verified: the largest difference is ${formatDifference(difference)} ${over}.`;
    return { headline, notes: kindNotes(check.kind, true, model), unexplained: false };
  }
  const causes = [
    ...(check.directionsSwapped ? [SWAPPED] : []),
    ...classNotes(check, model.classes),
    ...roundingNotes(check, references),
    ...unknownNotes(check, model),
  ];
  return {
    headline: `Not verified: the largest difference is ${formatDifference(difference)} ${over}. Below 0.0001 counts as agreement.`,
    notes: [...causes, ...kindNotes(check.kind, false, model)],
    unexplained: causes.length === 0,
  };
}

const SWAPPED =
  'They agree once the output layer’s two halves are swapped: your file has the backward direction first. Swap output.left and output.right.';

function classNotes({ classOrder }: ReferenceCheck, classes: readonly string[]): string[] {
  if (classOrder === null) return [];
  const names = classOrder.map((index) => `“${classes[index] ?? index}”`).join(', ');
  return [`They agree if your scores are in the order ${names}: give the class names in the order of your program’s scores.`];
}

/** Scores printed with few digits cannot agree any better. */
function roundingNotes({ difference }: ReferenceCheck, references: readonly ReferenceScores[]): string[] {
  const decimals = references.reduce((most, { scores }) => Math.max(most, ...scores.map(decimalsOf)), 0);
  // The last digit may have been rounded or cut off.
  if (difference > 1.001 * 10 ** -decimals) return [];
  const digits = decimals === 0 ? 'no decimals' : `at most ${countOf(decimals, 'decimal')}`;
  return [`Your scores have ${digits}, and agree as far as they go; give more digits.`];
}

function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}

function unknownNotes({ sentences }: ReferenceCheck, { unkToken }: JudgedModel): string[] {
  const known = sentences.filter(({ unknown }) => unknown.length === 0);
  const others = sentences.filter(({ unknown }) => unknown.length > 0);
  if (others.length === 0) return [];
  const read = unkToken === null ? 'as a zero embedding' : `as ${unkToken}`;
  const agree = known.length > 0 && known.every(({ difference }) => difference < VERIFIED_BELOW);
  if (agree)
    return [
      `Only sentences with words outside the vocabulary differ. Such words are read ${read} here; your program reads them differently.`,
    ];
  return [];
}

function kindNotes(kind: ReferenceKind, verified: boolean, { output }: JudgedModel): string[] {
  if (kind === 'scores') return [];
  const what = kind === 'probabilities' ? 'probabilities' : 'logarithms of probabilities';
  const stricter = verified ? ` ${kindName('scores', output)} are a stricter test: give these if you can.` : '';
  return [`What you gave are ${what}; they were compared with this model’s.${stricter}`];
}
