/** Labels of a file as classes of a model. */
import { areFiveSentiments, foldClassName } from '../../model/class-names.ts';
import { listing, quote } from '../basics/index.ts';
import type { SentenceCollector } from './sentence-collector.ts';
import { sentenceError } from './sentence-error.ts';
import type { SentenceFormat } from './sentence-options.ts';

export interface ReadLabels {
  /** [N] class; -1: not known. */
  readonly gold: Int16Array;
  readonly notes: readonly string[];
}

/** Whole numbers; programs that know of missing values write 3.0. */
const NUMBER = /^(\d{1,5})(?:\.0*)?$/;

/**
 * Class names however they are spelt, or numbers from 0, or from 1 where the last class's number occurs and 0 does not. Labels of
 * trees and of sequence_test.txt have their own meaning, and only for the five classes of SST.
 *
 * @throws LensError `InputError` that names the line of a label that is none of the classes
 */
export function readLabels(
  { labels, lines }: Pick<SentenceCollector, 'labels' | 'lines'>,
  format: SentenceFormat,
  classes: readonly string[],
  name: string,
): ReadLabels {
  const unknown = { gold: new Int16Array(labels.length).fill(-1) };
  if (classes.length === 0) return { ...unknown, notes: ['Labels are ignored: there are no classes they could belong to.'] };
  const fixed = format === 'trees' || format === 'sequence';
  if (fixed && !areFiveSentiments(classes)) {
    const note = 'Labels are ignored: they are the five of the Stanford Sentiment Treebank, which are not this model’s classes.';
    return { ...unknown, notes: [note] };
  }
  const byName = new Map(classes.map((one, index) => [foldClassName(one), index]));
  const different = [...new Set(labels.map((label) => label.trim()))].filter(
    (label) => label !== '' && !byName.has(foldClassName(label)),
  );
  const first = fixed ? (format === 'trees' ? 0 : 1) : firstNumber(different, classes.length);
  const classOf = new Map<string, number>();
  for (const [n, given] of labels.entries()) {
    const label = given.trim();
    if (label === '' || classOf.has(label)) continue;
    const found = byName.get(foldClassName(label)) ?? numberOf(label) - first;
    if (!(found >= 0 && found < classes.length)) throw noClass(label, lines[n] ?? null, first, classes, name);
    classOf.set(label, found);
  }
  const gold = Int16Array.from(labels, (label) => classOf.get(label.trim()) ?? -1);
  return { gold, notes: notesOf(gold, different, first, classes) };
}

/** Whether these values could all be labels, not knowing what they mean. */
export function couldBeLabels(values: readonly string[], classes: readonly string[]): boolean {
  const byName = new Set(classes.map(foldClassName));
  const different = [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '');
  const numbers = different.filter((value) => !byName.has(foldClassName(value)));
  const first = firstNumber(numbers, classes.length);
  const inRange = (value: string): boolean => numberOf(value) >= first && numberOf(value) < first + classes.length;
  return different.length > 0 && numbers.every(inRange);
}

function numberOf(label: string): number {
  return Number(NUMBER.exec(label)?.[1] ?? Number.NaN);
}

function firstNumber(labels: readonly string[], classes: number): 0 | 1 {
  const numbers = new Set(labels.map(numberOf));
  return numbers.has(classes) && !numbers.has(0) ? 1 : 0;
}

function noClass(label: string, line: number | null, first: number, classes: readonly string[], name: string) {
  return sentenceError(name, line, 'the label is not one of the model’s classes', {
    expected: `${listing(classes)}, or a number from ${first} to ${classes.length - 1 + first}`,
    found: quote(label),
    advice: 'Fix the file, or choose another label column, or none.',
  });
}

function notesOf(gold: Int16Array, different: readonly string[], first: 0 | 1, classes: readonly string[]): string[] {
  const without = gold.reduce((sum, label) => sum + (label < 0 ? 1 : 0), 0);
  const last = classes.length - 1;
  const numbers = `Labels ${first} to ${last + first} are read as ${classes[0]} to ${classes[last]}.`;
  return [
    ...(different.length > 0 ? [numbers] : []),
    ...(without > 0 ? [`${without.toLocaleString('en')} of ${gold.length.toLocaleString('en')} have no label.`] : []),
  ];
}
