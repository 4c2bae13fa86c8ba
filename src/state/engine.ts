import { createWorkerEngine } from '../engine/engine-client.ts';
import { type Engine, LensError, type LensErrorFields } from '../engine/protocol.ts';

let shared: Engine | undefined;

/** The page's one engine; its worker starts at the first call. */
export function engine(): Engine {
  shared ??= createWorkerEngine();
  return shared;
}

/** True for the rejection of a request that was overtaken or cancelled: nothing to tell the person. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** The parts of an error to show; an unforeseen one is shown as it is rather than hidden. */
export function errorFields(error: unknown): LensErrorFields {
  if (error instanceof LensError) return error.fields;
  return { name: 'WorkerError', where: 'the page', problem: error instanceof Error ? error.message : String(error) };
}
