/** Helpers for tests of readers: bytes by hand, and the fields of the error that a bad file gives. */
import { LensError, type LensErrorFields } from '../model/errors.ts';

/** Text (one byte a character), single bytes and byte arrays, one after another. */
export function bytesOf(...parts: readonly (string | number | Uint8Array)[]): Uint8Array {
  const bytes = parts.flatMap((part) => {
    if (typeof part === 'number') return [part];
    return typeof part === 'string' ? [...part].map((char) => char.charCodeAt(0)) : [...part];
  });
  return Uint8Array.from(bytes);
}

/** The fields of the LensError that `run` throws. Anything else, or nothing, thrown is itself an error. */
export function fieldsOfError(run: () => unknown): LensErrorFields {
  try {
    run();
  } catch (error) {
    if (error instanceof LensError) return error.fields;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** The same of the LensError that a promise rejects with. */
export async function fieldsOfRejection(promise: Promise<unknown>): Promise<LensErrorFields> {
  const outcome = await promise.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );
  return fieldsOfError(() => {
    throw outcome;
  });
}
