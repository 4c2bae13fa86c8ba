/** Files that come one after the other, in any order: what each is, what is missing yet, and what they hold together. */
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { baseName, isZip, kindOfContent, nameOfKind, uselessKind } from './containers/index.ts';
import { FORMATS, VOCABULARY } from './format-table.ts';
import { inspectModel } from './inspect-model.ts';
import { areScores, isWeights, isWords, sortWords } from './pick-words.ts';
import { pickledKind } from './pickled-models.ts';
import { graphKind, partsToCome } from './read-model.ts';
import { isForSentences } from './sentences/index.ts';
import type { FileRole, GivenInspection, MissingParts, ModelInspection, ModelOptions, TakenFile } from './settings/index.ts';
import { WITHOUT_VOCABULARY } from './vocabularies/index.ts';

type Role = TakenFile['role'];

/** So much of a file tells whether it is one of sentences. */
const LOOKED_AT = 65_536;
/** They are no part of a model. */
const APART: ReadonlySet<Role> = new Set<Role>(['scores', 'sentences', 'foreign', 'unused']);

/**
 * The first `earlier` files were given before the others: one given later takes the place of one of the same role or name, but what is
 * plainly no file of a model takes nobody's. Rejects for nothing that the files are: `error` says it.
 */
export async function inspectGiven(
  files: readonly ModelFile[],
  earlier: number,
  options: ModelOptions = {},
  search = '',
): Promise<GivenInspection> {
  const given = sortFiles(files, earlier);
  const used = files.filter((_, index) => given[index]?.replacedBy === null && !APART.has(given[index].role));
  try {
    // Where none has a place, what is wrong is said of all of them.
    const model = await inspectModel(used.length > 0 ? used : files, options, search);
    return { given, missing: withoutWords(model), model, error: null };
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    const missing = used.length > 0 ? stillToCome(used, error) : null;
    return { given, missing, model: null, error: missing ? null : error.fields };
  }
}

/** What each file is taken for, and which of the earlier ones a later one replaces. */
function sortFiles(files: readonly ModelFile[], earlier: number): TakenFile[] {
  const roles = rolesOf(files, (file) => files.indexOf(file) >= earlier);
  const parts = new Set(FORMATS.flatMap((format) => format.parts).filter(({ many }) => many));
  const isOfMany = new Set([...parts].flatMap((part) => part.pick(files)));
  const takesPlace = (later: ModelFile, file: ModelFile, role: Role, laterRole: Role | undefined) =>
    later.name === file.name || (!APART.has(role) && laterRole === role && !(isOfMany.has(file) && isOfMany.has(later)));
  return files.map((file, index): TakenFile => {
    const role = roles[index] ?? 'unused';
    const other = role === 'foreign' ? (uselessOf(file) ?? pickledKind(file)) : null;
    const kind = kindOfContent(file.bytes);
    const later = files.find((one, at) => at >= earlier && roles[at] !== 'foreign' && takesPlace(one, file, role, roles[at]));
    return {
      name: file.name,
      role,
      kind: other?.name ?? (kind === null ? null : nameOfKind(kind)),
      advice: other?.advice ?? null,
      replacedBy: index < earlier ? (later?.name ?? null) : null,
    };
  });
}

function rolesOf(files: readonly ModelFile[], isLater: (file: ModelFile) => boolean): Role[] {
  const parts = FORMATS.flatMap((format) => format.parts).map(({ role, pick }) => ({ role, files: pick(files) }));
  const alone = files.map((file) =>
    roleAlone(
      file,
      parts.filter((part) => part.files.includes(file)).map(({ role }) => role),
    ),
  );
  const words = sortWords(
    files.filter((_, index) => alone[index] === 'words'),
    isLater,
  );
  return files.map((file, index) => {
    const role = alone[index] ?? 'unused';
    return role === 'words' ? (words.get(file) ?? (pickledKind(file) === null ? 'unused' : 'foreign')) : role;
  });
}

/** By itself; 'words': a vocabulary, the classes' names, or neither. `possible`: what it may be to one format or another. */
function roleAlone(file: ModelFile, possible: readonly FileRole[]): Role | 'words' {
  if (uselessOf(file) !== null) return 'foreign';
  if (isZip(file)) return 'archive';
  if (possible.includes('layers')) return 'layers'; // told by what it holds, whatever it is called
  if (areScores(file)) return 'scores';
  if (isForSentences(baseName(file.name), file.bytes.subarray(0, LOOKED_AT))) return 'sentences';
  if (isWords(file) || (possible.includes('labels') && !isWeights(file))) return 'words';
  return possible[0] ?? 'unused';
}

function uselessOf(file: ModelFile): { readonly name: string; readonly advice: string | undefined } | null {
  return uselessKind(file.bytes) ?? graphKind(file);
}

function withoutWords(model: ModelInspection): MissingParts | null {
  if (model.vocabulary !== WITHOUT_VOCABULARY) return null;
  return { roles: ['vocabulary'], names: [VOCABULARY.label], optional: true };
}

/** null: nothing is missing, something else is wrong. */
function stillToCome(used: readonly ModelFile[], { fields }: LensError): MissingParts | null {
  if (fields.problem !== 'are not a whole model') return null;
  const parts = partsToCome(used);
  // The files are all there, but for the words of weights without an embedding.
  const missing = parts.length > 0 ? parts : [VOCABULARY];
  return { roles: missing.map(({ role }) => role), names: missing.map(({ label }) => label), optional: false };
}
