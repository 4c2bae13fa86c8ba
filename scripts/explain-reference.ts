/** `npm run --silent explain`: what files do not say, found by scores of the user's own program. */
import { readFileSync } from 'node:fs';
import type { LocalEngine } from '../src/engine/engine.ts';
import { LensError, type ModelFile, type ModelOptions, parseReferences, searchWords } from '../src/engine/protocol.ts';
import { usageError } from './explain-model.ts';

export const REFERENCE_USAGE = `--reference FILE: scores that your program gives, three sentences or more, as JSON lines {"tokens": [...], "scores": [...]} (or "text", a sentence
as your program reads it, or its words separated by spaces). What the model's files do not say is tried in every combination but for what the options above say; the one that
fits is taken and told on standard error. Where none fits, or several do, the exit status is 2.`;

const never = new AbortController().signal;

/** The options with what was found. @throws LensError where none of the combinations fits, or several do */
export async function findByReference(
  engine: LocalEngine,
  files: readonly ModelFile[],
  options: ModelOptions,
  path: string,
): Promise<ModelOptions> {
  const { settled, problem } = await engine.inspect(never, files, options);
  if (settled === null) throw new LensError(problem ?? { name: 'ModelFormatError', where: 'files', problem: 'are not a model' });
  const { references, problems } = parseReferences(readText(path), settled);
  const [first, ...others] = problems;
  if (first) {
    const advice = others.length > 0 ? `${others.length} more lines cannot be read.` : undefined;
    throw new LensError({ ...first, where: `--reference ${path} ${first.where}`, advice });
  }
  const search = await engine.searchReference(never, files, options, references);
  const { verdict, more } = searchWords(search);
  const [fit] = search.fits;
  if (fit === undefined || search.apart !== null) throw toldError(path, [verdict, ...more]);
  process.stderr.write(`--reference: ${[verdict, ...more].join(' ')}\n`);
  for (const { label, value } of fit.settings) process.stderr.write(`--reference: ${label}: ${value}\n`);
  return { ...options, ...fit.options };
}

function toldError(path: string, sentences: readonly string[]): LensError {
  return new LensError({ name: 'InputError', where: `--reference ${path}`, problem: sentences.join(' ').replace(/\.$/, '') });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw usageError('--reference', (error as Error).message, 'a file of reference scores', path);
  }
}
