/** Labels of a file as classes of a model. */
import { areFiveSentiments } from '../../model/class-names.ts';
import { quote } from '../basics/index.ts';
import { type LabelReader, readerOf } from './label-words.ts';
import { MAX_LABELS, type SentenceFormat, type SentenceLabel, type SentenceOptions } from './sentence-options.ts';

export interface ReadLabels {
  /** [N] class; -1: not known. */
  readonly gold: Int16Array;
  readonly notes: readonly string[];
  /** What there is for the user to settle. */
  readonly labels: readonly SentenceLabel[];
}

/** Labels told in one note. */
const TOLD = 5;

/**
 * What the user says that they are; else class names however they are spelt; else numbers from 0, or from 1 where the last class's
 * number occurs and 0 does not; else other words for the classes, where they are plain. What is none of these is not known. Labels
 * of trees and of sequence_test.txt have their own meaning, and only for the five classes of SST.
 *
 * @param given [N] the labels as the file has them; '': none
 */
export function readLabels(
  given: readonly string[],
  format: SentenceFormat,
  { classes, labels: said = {} }: Pick<SentenceOptions, 'classes' | 'labels'>,
): ReadLabels {
  const unknown = { gold: new Int16Array(given.length).fill(-1), labels: [] };
  if (classes.length === 0) return { ...unknown, notes: ['Labels are ignored: there are no classes they could belong to.'] };
  const fixed = format === 'trees' || format === 'sequence';
  if (fixed && !areFiveSentiments(classes)) {
    const note = 'Labels are ignored: they are the five of the Stanford Sentiment Treebank, which are not this model’s classes.';
    return { ...unknown, notes: [note] };
  }
  if (fixed) {
    const first = format === 'trees' ? 0 : 1;
    const gold = Int16Array.from(given, (label) => (label === '' ? -1 : Number(label) - first));
    return { gold, labels: [], notes: [numbersNote(first, classes), ...missingNote(given)] };
  }
  const counts = countLabels(given);
  const reader = readerOf([...counts.keys()], classes);
  const read = [...counts].map(([label, count]) => ({ label, count, ...readingOf(label, said, classes, reader) }));
  const golds = new Map(read.map(({ label, gold }) => [label, gold]));
  const frequent = read.toSorted((a, b) => b.count - a.count);
  return {
    gold: Int16Array.from(given, (label) => golds.get(label.trim()) ?? -1),
    labels: frequent.slice(0, MAX_LABELS).map(({ label, count, gold }) => ({ label, count, gold })),
    notes: [
      ...(read.some(({ by }) => by === 'number') ? [numbersNote(reader.first, classes)] : []),
      ...guessNote(
        frequent.filter(({ by }) => by === 'guess'),
        classes,
      ),
      ...unknownNote(frequent.filter(({ by }) => by === 'nothing')),
      ...missingNote(given),
    ],
  };
}

/** Whether these values could all be labels, not knowing what they mean. */
export function couldBeLabels(values: readonly string[], classes: readonly string[]): boolean {
  const different = [...countLabels(values).keys()];
  const reader = readerOf(different, classes);
  return different.length > 0 && different.every((label) => reader.read(label).by !== 'nothing');
}

function countLabels(given: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of given) {
    const label = one.trim();
    if (label !== '') counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

/** A class that the model in use does not have was said of another one. */
function readingOf(
  label: string,
  said: NonNullable<SentenceOptions['labels']>,
  classes: readonly string[],
  reader: LabelReader,
): Omit<ReturnType<LabelReader['read']>, 'by'> & { readonly by: string } {
  const own = Object.hasOwn(said, label) ? said[label] : undefined;
  if (own === null) return { gold: -1, by: 'user' };
  const gold = own === undefined ? -1 : classes.indexOf(own);
  return gold >= 0 ? { gold, by: 'user' } : reader.read(label);
}

function numbersNote(first: number, classes: readonly string[]): string {
  const last = classes.length - 1;
  return `Labels ${first} to ${last + first} are read as ${classes[0]} to ${classes[last]}.`;
}

function guessNote(guesses: readonly SentenceLabel[], classes: readonly string[]): string[] {
  if (guesses.length === 0) return [];
  const told = guesses.slice(0, TOLD).map(({ label, gold }) => `${quote(label)} as ${classes[gold]}`);
  const more = guesses.length > TOLD ? `, and ${guesses.length - TOLD} more` : '';
  return [`Guessed: ${told.join(', ')}${more}.`];
}

function unknownNote(labels: readonly SentenceLabel[]): string[] {
  if (labels.length === 0) return [];
  const count = labels.reduce((sum, label) => sum + label.count, 0);
  const told = labels.slice(0, TOLD).map((one) => `${quote(one.label)} (${one.count.toLocaleString('en')})`);
  const more = labels.length > TOLD ? `, and ${(labels.length - TOLD).toLocaleString('en')} more` : '';
  const what =
    count === 1
      ? '1 label is none of the model’s classes and counts'
      : `${count.toLocaleString('en')} labels are none of the model’s classes and count`;
  return [`${what} as unknown: ${told.join(', ')}${more}.`];
}

function missingNote(given: readonly string[]): string[] {
  const without = given.filter((label) => label.trim() === '').length;
  if (without === 0) return [];
  return [`${without.toLocaleString('en')} of ${given.length.toLocaleString('en')} ${without === 1 ? 'has' : 'have'} no label.`];
}
