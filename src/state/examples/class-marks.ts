import { areFiveSentiments, areSameClasses, type ModelInfo } from '../../engine/protocol.ts';
import type { ExampleSet } from './example.ts';

/** The marks that the list writes for the five classes of SST. */
const MARKS: readonly string[] = ['\u2212\u2212', '\u2212', '0', '+', '++'];

/**
 * Whether a set's gold labels are of the model's classes, however they are spelt: a model with other classes still predicts, but
 * gold labels, right and wrong mean nothing then. `classes` null: there is no model yet.
 */
export function hasGold(set: Pick<ExampleSet, 'goldClasses'> | null | undefined, classes: readonly string[] | null): boolean {
  return set?.goldClasses != null && classes !== null && areSameClasses(set.goldClasses, classes);
}

/** What gold labels can be of: a model whose output is a number has no classes that could be right or wrong. */
export function labelClasses({ classes, output }: Pick<ModelInfo, 'classes' | 'output'>): readonly string[] {
  return output === 'linear' ? [] : classes;
}

const MOST_LETTERS = 8;

/** Short enough for a row: the mark, or the name of a class that has none, cut where it is longer. */
export function markOf(index: number, classes: readonly string[]): string {
  if (areFiveSentiments(classes)) return MARKS[index] ?? String(index);
  const name = classes[index] ?? String(index);
  // A letter has two units at most.
  const letters = Array.from(name.slice(0, 2 * MOST_LETTERS + 2));
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS - 1).join('')}…` : name;
}
