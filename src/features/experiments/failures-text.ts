/** What an experiment had to leave out since numbers grew beyond the range of float64: said beside its figures and in its files. */
import type { Failure } from '../../engine/experiment-protocol.ts';
import type { MethodId } from '../../engine/protocol.ts';
import type { Reading, ResultTable } from './experiment-parts.ts';
import { methodLabel, sentenceCount } from './figures-text.ts';

/** A line a method and cause, for a reader; none where nothing is left out. */
export function leftOutLines(failures: readonly Failure[]): string[] {
  const counts = new Map<string, { failure: Failure; count: number }>();
  for (const failure of failures) {
    // Scores fail class by class: to a reader that is one cause.
    const key = JSON.stringify([failure.method, failure.error.problem, failure.error.advice]);
    counts.set(key, { failure, count: (counts.get(key)?.count ?? 0) + failure.sentences.length });
  }
  return [...counts.values()].map(({ failure: { method, error }, count }) => {
    const what =
      method === null
        ? `${sentenceCount(count)} as a whole: a score ${error.problem}`
        : `${methodLabel(method)} in ${sentenceCount(count)}: ${error.problem}`;
    return `Skipped: ${what}${detailOf(error)}.${error.advice ? ` ${error.advice}` : ''}`;
  });
}

/** What the settings have to do with it: ', with eps = 0.001'. */
function detailOf({ found }: Failure['error']): string {
  return found?.startsWith('overflow ') ? `, ${found.replace(/^overflow /, '')}` : '';
}

/** A row a sentence and method; no table where nothing is left out. */
export function leftOutTables(failures: readonly Failure[]): ResultTable[] {
  if (failures.length === 0) return [];
  const rows = failures.flatMap(({ method, error, sentences }) =>
    Array.from(sentences, (n) => [n + 1, method ?? 'all', error.where, `${error.problem}${detailOf(error)}`]),
  );
  return [{ name: 'left-out', columns: ['sentence', 'method', 'where', 'problem'], rows }];
}

/** In how many sentences this method has no values. */
export function failedCount(failures: readonly Failure[], method: MethodId): number {
  return failures.reduce((sum, failure) => (failure.method === method ? sum + failure.sentences.length : sum), 0);
}

/** The reading where no sentence is left: because of numbers, or for the reason that otherwise holds. */
export function nothingLeft(failures: readonly Failure[], otherwise: Reading): Reading {
  if (failures.length === 0) return otherwise;
  return {
    shows: 'No sentence is left: numbers grew beyond the range of float64 in each of them.',
    surprising: 'That is surprising in itself: check the model’s weights for extreme values.',
  };
}
