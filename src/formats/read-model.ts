import { checkModel } from '../model/check-model.ts';
import { LensError } from '../model/errors.ts';
import type { ModelData, ModelFile } from '../model/model-data.ts';
import { baseName, folderName, isZip, unpackZip } from './file-list.ts';
import { formatError, listing } from './format-error.ts';
import { FORMATS, type Format, type FormatPart, NAMED_WEIGHTS, readFormat, VOCABULARY, withBaseName } from './format-table.ts';
import { type RoleCorrections, readNamedTensors } from './named-model.ts';
import { assignRoles, type RoleAssignment } from './tensor-roles.ts';
import { parseVocabularyFile } from './vocabulary-file.ts';
import { type InflateBudget, inflateBudget } from './zip.ts';

/**
 * Files, or one zip of them, to a model, whole and checked (checkModel). The names tell the format; of a path only the last part
 * counts, and files that belong to no format are left alone. `corrections` say which tensor is which where a file of named tensors
 * does not tell it. Rejects with a ModelFormatError.
 */
export async function readModel(given: readonly ModelFile[], corrections: RoleCorrections = {}): Promise<ModelData> {
  const budget = budgetFor(given);
  const files = listFiles(given, budget);
  const format = detectFormat(files);
  const chosen = chooseFiles(format.parts, files);
  const data = await readFormat(format, chosen, { folderName: folderName([...chosen.values()]), corrections, budget });
  checkModel(data);
  return data;
}

/** What a file of named tensors holds, and what was chosen for what: for a table that shows and corrects it. */
export interface TensorListing {
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Or why none could be told. */
  readonly roles: RoleAssignment | LensError;
}

/** null where the files are not named tensors beside a vocabulary. Rejects with a ModelFormatError where one of them is malformed. */
export async function listTensors(given: readonly ModelFile[], corrections: RoleCorrections = {}): Promise<TensorListing | null> {
  const budget = budgetFor(given);
  const files = listFiles(given, budget);
  const parts = detectFormat(files).parts;
  if (!parts.includes(NAMED_WEIGHTS)) return null;
  const chosen = chooseFiles(parts, files);
  const [weights, vocabulary] = [chosen.get(NAMED_WEIGHTS.label), chosen.get(VOCABULARY.label)];
  if (weights === undefined || vocabulary === undefined) return null;
  const tensors = readNamedTensors(withBaseName(weights), budget);
  const vocabularySize = parseVocabularyFile(vocabulary.bytes, baseName(vocabulary.name)).length;
  return {
    tensors: [...tensors].map(([name, { shape }]) => ({ name, shape })),
    roles: orLensError(() => assignRoles(tensors, { ...corrections, vocabularySize }, baseName(weights.name))),
  };
}

function orLensError<Value>(run: () => Value): Value | LensError {
  try {
    return run();
  } catch (error) {
    if (error instanceof LensError) return error;
    throw error;
  }
}

function budgetFor(files: readonly ModelFile[]): InflateBudget {
  return inflateBudget(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
}

/** Where the files are a model without it, a zip beside them is left alone. */
function listFiles(given: readonly ModelFile[], budget: InflateBudget): ModelFile[] {
  const plain = given.filter((file) => !isZip(file));
  return completeFormats(plain).length > 0 ? plain : unpackZip(given, budget);
}

function completeFormats(files: readonly ModelFile[]): Format[] {
  return FORMATS.filter((format) => format.fits(files) && missingParts(format, files).length === 0);
}

function detectFormat(files: readonly ModelFile[]): Format {
  const complete = completeFormats(files);
  const [format] = complete;
  if (format !== undefined && complete.length === 1) return format;
  const begun = FORMATS.filter(
    (candidate) => candidate.fits(files) && candidate.parts.some((part) => part.pick(files).length > 0),
  );
  const [nearest] = begun.sort((a, b) => missingParts(a, files).length - missingParts(b, files).length);
  const missing = nearest === undefined ? [] : missingParts(nearest, files);
  throw formatError('files', complete.length > 1 ? 'are of two models' : 'are not a whole model', {
    expected: FORMATS.map(({ label, parts }) => `${labels(required(parts))} (${label})`).join(', or '),
    found: listing([...new Set(files.map((file) => baseName(file.name)))]),
    advice: missing.length > 0 ? `Missing: ${missing.map(({ label }) => label).join(', ')}.` : undefined,
  });
}

function labels(parts: readonly FormatPart[]): string {
  return parts.map(({ label }) => label).join(' + ');
}

function required(parts: readonly FormatPart[]): FormatPart[] {
  return parts.filter(({ optional }) => !optional);
}

function missingParts(format: Format, files: readonly ModelFile[]): FormatPart[] {
  return required(format.parts).filter((part) => part.pick(files).length === 0);
}

function chooseFiles(parts: readonly FormatPart[], files: readonly ModelFile[]): Map<string, ModelFile> {
  const chosen = new Map<string, ModelFile>();
  for (const part of parts) {
    const candidates = part.pick(files);
    const [file] = candidates;
    if (candidates.length > 1) {
      throw formatError(part.label, 'is there more than once', {
        expected: 'one file',
        found: listing(candidates.map(({ name }) => name)),
      });
    }
    if (file !== undefined) chosen.set(part.label, file);
  }
  return chosen;
}
