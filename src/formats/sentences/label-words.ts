/** What labels of a file mean: class names however they are spelt, numbers, and other words for the classes where they are plain. */
import { foldClassName } from '../../model/class-names.ts';

const NEGATIVE = ['negative', 'neg', 'bad', 'unfavorable', 'unfavourable'];
const POSITIVE = ['positive', 'pos', 'good', 'favorable', 'favourable'];
const NEUTRAL = ['neutral', 'neu', 'mixed', 'objective'];
const FALSE = ['false', 'no', 'f', 'n', '-'];
const TRUE = ['true', 'yes', 't', 'y', '+'];

/** fastText's `__label__good`, Hugging Face's `LABEL_1`, `class 1`: what stands after it. */
const PREFIX = /^(?:__label__|label[ _-]|class[ _-])/i;

/** Whole numbers; programs that know of missing values write 3.0. */
const NUMBER = /^([+-]?\d{1,5})(?:\.0*)?$/;

interface LabelReading {
  /** A class; -1: none. */
  readonly gold: number;
  /** A guess may be wrong: it is told. */
  readonly by: 'name' | 'number' | 'guess' | 'nothing';
}

export interface LabelReader {
  read(label: string): LabelReading;
  /** The number of the first class. */
  readonly first: 0 | 1;
}

const NOTHING: LabelReading = { gold: -1, by: 'nothing' };

/** @param different the labels of the file: whether numbers count from 0 or 1 is told by all of them */
export function readerOf(different: readonly string[], classes: readonly string[]): LabelReader {
  const byName = new Map(classes.map((one, index) => [foldClassName(one), index]));
  const numbers = [...new Set(different.filter((label) => !byName.has(foldClassName(label))).map(numberOf))]
    .filter((number) => !Number.isNaN(number))
    .sort((a, b) => a - b);
  const first = numbers.includes(classes.length) && !numbers.includes(0) ? 1 : 0;
  const isPlace = (number: number): boolean => number >= first && number < first + classes.length;
  // -1 and 1, or 0 and 4, of two classes: the smaller number is the first.
  const isPair = classes.length === 2 && numbers.length === 2 && !numbers.every(isPlace);
  const read = (label: string): LabelReading => {
    const gold = byName.get(foldClassName(label));
    if (gold !== undefined) return { gold, by: 'name' };
    const number = numberOf(label);
    if (isPair && numbers.includes(number)) return { gold: numbers.indexOf(number), by: 'guess' };
    if (isPlace(number)) return { gold: number - first, by: 'number' };
    const place = placeByMeaning(foldClassName(label.replace(PREFIX, '')), byName);
    return place === null ? NOTHING : { gold: place, by: 'guess' };
  };
  return { read, first };
}

function numberOf(label: string): number {
  return Number(NUMBER.exec(label.replace(PREFIX, ''))?.[1] ?? Number.NaN);
}

/** null: it is not plain. */
function placeByMeaning(word: string, byName: ReadonlyMap<string, number>): number | null {
  const named = byName.get(word);
  if (named !== undefined) return named;
  const meant = [NEGATIVE, POSITIVE, NEUTRAL].find((words) => words.includes(word)) ?? [];
  const places = meant.flatMap((other) => byName.get(other) ?? []);
  if (places.length === 1) return places[0] ?? null;
  if (byName.size !== 2) return null;
  return FALSE.includes(word) ? 0 : TRUE.includes(word) ? 1 : null;
}
