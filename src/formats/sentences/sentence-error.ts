import type { LensError } from '../../model/errors.ts';
import { type Details, dataError } from '../basics/index.ts';

/** An InputError about a file of sentences; `line` counts from 1, null: about the whole file. */
export function sentenceError(name: string, line: number | null, problem: string, details: Details = {}): LensError {
  return dataError(line === null ? name : `${name}, line ${line}`, problem, details);
}
