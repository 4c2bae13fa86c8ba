import type { DeletionCurves } from '../../engine/experiment-protocol.ts';
import type { Finished, ResultTable } from './experiment-parts.ts';

export function deletionTables({ result }: Finished<'deletion'>): ResultTable[] {
  return [curvesTable('initially-correct', result.initiallyCorrect), curvesTable('initially-false', result.initiallyFalse)];
}

/** Random runs one by one, then their mean and standard deviation. */
function curvesTable(name: string, { methods, random, sentences }: DeletionCurves): ResultTable {
  const rows = (order: string, accuracy: readonly number[], count: number, deviation: readonly number[] = []) =>
    accuracy.map((value, deleted) => [order, deleted, value, deviation[deleted] ?? null, count]);
  return {
    name,
    columns: ['order', 'deleted_words', 'accuracy', 'standard_deviation', 'sentences'],
    rows: [
      ...methods.flatMap(({ id, count, accuracy }) => rows(id, accuracy, count)),
      ...(random.runs.length > 0 ? rows('random mean', random.mean, sentences.length, random.deviation) : []),
      ...random.runs.flatMap((accuracy, run) => rows(`random ${run + 1}`, accuracy, sentences.length)),
    ],
  };
}
