/** What crosses the worker boundary, beneath the Engine interface: plain data, answers and errors alike. */
import { type Engine, LensError, type LensErrorFields } from './protocol.ts';

export type EngineMethod = keyof Engine;

/** The method's parameters without the signal and the progress callback, which cannot be cloned. */
export type PlainArguments = readonly unknown[];

export type Answer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly fields: LensErrorFields }
  | { readonly kind: 'aborted' };

/** @typeParam Method what can be asked of the worker */
export interface WorkerApi<Method extends string> {
  /** Answers at once: the worker's script is there and runs. */
  greet(): Promise<void>;
  run(
    id: number,
    method: Method,
    args: PlainArguments,
    onProgress: ((...values: number[] | [object]) => void) | null,
  ): Promise<Answer>;
  cancel(id: number): void;
}

/** An error as it crosses the boundary; one that is no LensError keeps its message and where it came from. */
export function fieldsOf(error: unknown): LensErrorFields {
  if (error instanceof LensError) return error.fields;
  return {
    name: 'WorkerError',
    where: 'engine',
    problem: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    advice: 'Please report this with the sentence that led to it.',
  };
}
