/** Files that come one after the other, in any order: what each is, what is missing yet, and what they hold together. */
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { baseName, isZip, kindOfContent, nameOfKind, uselessKind } from './containers/index.ts';
import { FORMATS, VOCABULARY } from './format-table.ts';
import { inspectModel } from './inspect-model.ts';
import { sortWords } from './pick-words.ts';
import { partsToCome } from './read-model.ts';
import { isForSentences } from './sentences/index.ts';
import type { GivenInspection, MissingParts, ModelInspection, ModelOptions, TakenFile } from './settings/index.ts';
import { WITHOUT_VOCABULARY } from './vocabularies/index.ts';

type Role = TakenFile['role'];

/** So much of a file tells whether it is one of sentences. */
const LOOKED_AT = 65_536;
/** They are no part of a model. */
const APART: ReadonlySet<Role> = new Set<Role>(['sentences', 'foreign', 'unused']);

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
  const replacing = (file: ModelFile, role: Role) =>
    files.find(
      (later, at) =>
        at >= earlier && roles[at] !== 'foreign' && (later.name === file.name || (!APART.has(role) && roles[at] === role)),
    );
  return files.map((file, index): TakenFile => {
    const role = roles[index] ?? 'unused';
    const other = role === 'foreign' ? uselessKind(file.bytes) : null;
    const kind = kindOfContent(file.bytes);
    return {
      name: file.name,
      role,
      kind: other?.name ?? (kind === null ? null : nameOfKind(kind)),
      advice: other?.advice ?? null,
      replacedBy: index < earlier ? (replacing(file, role)?.name ?? null) : null,
    };
  });
}

function rolesOf(files: readonly ModelFile[], isLater: (file: ModelFile) => boolean): Role[] {
  const alone = files.map(roleAlone);
  const words = sortWords(
    files.filter((_, index) => alone[index] === 'words'),
    isLater,
  );
  return files.map((file, index) => {
    const role = alone[index] ?? 'unused';
    return role === 'words' ? (words.get(file) ?? 'unused') : role;
  });
}

/** By itself; 'words': a vocabulary, the classes' names, or neither. */
function roleAlone(file: ModelFile): Role | 'words' {
  if (uselessKind(file.bytes) !== null) return 'foreign';
  if (isZip(file)) return 'archive';
  if (isForSentences(baseName(file.name), file.bytes.subarray(0, LOOKED_AT))) return 'sentences';
  if (VOCABULARY.pick([file]).length > 0) return 'words';
  return FORMATS.flatMap(({ parts }) => parts).find((part) => part.pick([file]).length > 0)?.role ?? 'unused';
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
