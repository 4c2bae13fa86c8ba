/** Sentences for which a figure does not exist, since numbers grew beyond the range of float64: counted and said, the rest goes on. */
import type { MethodOutcome, MethodRun } from '../explain/method.ts';
import type { MethodId } from '../explain/method-info.ts';
import { LensError, type LensErrorFields } from '../model/errors.ts';

/** Sentences that fail alike. */
export interface Failure {
  /** null: the model's scores themselves, so that the sentence takes no part at all. */
  readonly method: MethodId | null;
  readonly error: LensErrorFields;
  /** Places in the data set, rising. */
  readonly sentences: Uint32Array;
}

/** What one chunk's sentences fail with. */
export class FailureLog {
  readonly #groups = new Map<string, { method: MethodId | null; error: LensErrorFields; sentences: number[] }>();

  /** A sentence's runs, one a method asked for; null where it failed, which is noted. */
  runs(n: number, outcomes: readonly MethodOutcome[]): (MethodRun | null)[] {
    return outcomes.map((outcome) => {
      if (!outcome.run) this.#note(n, outcome.id, outcome.error);
      return outcome.run;
    });
  }

  /** What the work on sentence n gives; null, noted, where the model's scores are not finite. Other errors go on. */
  attempt<T>(n: number, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      return this.#noteScores(n, error);
    }
  }

  async attemptAsync<T>(n: number, work: () => Promise<T>): Promise<T | null> {
    return work().catch((error: unknown) => this.#noteScores(n, error));
  }

  failures(): Failure[] {
    return [...this.#groups.values()].map((group) => ({ ...group, sentences: Uint32Array.from(group.sentences) }));
  }

  #noteScores(n: number, error: unknown): null {
    if (!(error instanceof LensError) || error.name !== 'NumericalError') throw error;
    this.#note(n, null, error.fields);
    return null;
  }

  #note(n: number, method: MethodId | null, error: LensErrorFields): void {
    const key = keyOf(method, error);
    const group = this.#groups.get(key) ?? { method, error, sentences: [] };
    this.#groups.set(key, group);
    group.sentences.push(n);
  }
}

function keyOf(method: MethodId | null, error: LensErrorFields): string {
  return JSON.stringify([method, error.where, error.problem, error.found]);
}

/** All chunks' failures, put together: in the order in which they occur first. @param parts in the order of the sentences */
export function mergeFailures(parts: readonly { readonly failures: readonly Failure[] }[]): Failure[] {
  const groups = new Map<string, { failure: Failure; sentences: Uint32Array[] }>();
  for (const failure of parts.flatMap(({ failures }) => failures)) {
    const key = keyOf(failure.method, failure.error);
    const group = groups.get(key) ?? { failure, sentences: [] };
    groups.set(key, group);
    group.sentences.push(failure.sentences);
  }
  return [...groups.values()].map(({ failure, sentences }) => ({
    ...failure,
    sentences: Uint32Array.from(sentences.flatMap((part) => [...part])),
  }));
}
