import { checkConfig, checkModel } from '../model/check-model.ts';
import { LensError } from '../model/errors.ts';
import type { ModelData, ModelFile } from '../model/model-data.ts';
import { formatError, listing, loadReader, orLensError, shorten } from './basics/index.ts';
import { baseName, folderName, foreignKind, type InflateBudget, inflateBudget, isZip } from './containers/index.ts';
import { FORMATS, type Format, type FormatPart, openFormat } from './format-table.ts';
import { type TensorChoices, tensorChoices } from './roles/index.ts';
import type { ModelInspection, ModelOptions, OpenedModel } from './settings/index.ts';

/** A model and how its files were read. */
export interface ReadModel extends ModelData {
  /** The format's label. */
  readonly format: string;
  /** The order in which the file's gates were read; null: the format fixes it. */
  readonly gateOrder: string | null;
}

/**
 * Files, or one zip of them, to a model, whole and checked (checkModel). The names tell the format; of a path only the last part
 * counts, and files that belong to no format are left alone. Options override what the files say or suggest. Rejects with a
 * ModelFormatError.
 */
export async function readModel(given: readonly ModelFile[], options: ModelOptions = {}): Promise<ReadModel> {
  const { opened } = await openModel(given, options);
  const data = opened.read();
  checkModel(data);
  return { ...data, format: opened.format, gateOrder: opened.settle().gateOrder };
}

/** Entries of the vocabulary that are shown, and names of files that belong to nothing. */
const FIRST_WORDS = 12;
const FIRST_NAMES = 6;

/**
 * What the files hold, without reading the weights' numbers. Rejects with a ModelFormatError where they are no model of any format or
 * malformed; what the options leave open or say wrongly is told by `problem`. `search`: part of the names of tensors to choose from.
 */
export async function inspectModel(
  given: readonly ModelFile[],
  options: ModelOptions = {},
  search = '',
): Promise<ModelInspection> {
  const { opened, files, leftAlone } = await openModel(given, options);
  const settled = orLensError(() => {
    const { config, gateOrder } = opened.settle();
    checkConfig(config, opened.words);
    const { name, classes, lowercase, unkToken, paddingId, padding, dropsUnknown, tokenizer } = config;
    return { name, classes, lowercase, unkToken, paddingId, padding, dropsUnknown, tokenizer, gateOrder };
  });
  const failed = settled instanceof LensError;
  return {
    format: opened.format,
    files: files.map(({ name }) => name),
    leftAlone: { names: leftAlone.slice(0, FIRST_NAMES).map(({ name }) => name), total: leftAlone.length },
    bytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    tensors: choices(opened, search),
    roles: opened.roles,
    settled: failed ? null : settled,
    vocabulary: opened.vocabulary,
    idShift: opened.idShift,
    doubts: opened.doubts,
    firstWords: opened.words.slice(0, FIRST_WORDS),
    notes: opened.notes,
    choices: opened.choices,
    layers: failed ? null : opened.layers,
    problem: failed ? settled.fields : null,
  };
}

function choices({ tensors, roles, words }: OpenedModel, search: string): TensorChoices | null {
  if (tensors === null) return null;
  const shapes = new Map([...tensors].map(([name, { shape }]) => [name, shape]));
  return tensorChoices(shapes, { vocabularySize: words.length, roles, search });
}

/** The files as their format opens them. Rejects with a ModelFormatError where they are no model of any format or malformed. */
export async function openModel(
  given: readonly ModelFile[],
  options: ModelOptions,
): Promise<{ opened: OpenedModel; files: ModelFile[]; leftAlone: ModelFile[] }> {
  const budget = budgetFor(given);
  const { listed, zips } = await listFiles(given, budget);
  const format = detectFormat(listed);
  const chosen = await chooseFiles(format.parts, listed);
  const files = [...chosen.values()];
  const opened = await openFormat(format, chosen, { folderName: folderName(files), options, budget });
  return { opened, files, leftAlone: [...listed, ...zips].filter((file) => !files.includes(file)) };
}

function budgetFor(files: readonly ModelFile[]): InflateBudget {
  return inflateBudget(files.reduce((sum, { bytes }) => sum + bytes.length, 0));
}

/** Where the files are a model without it, a zip beside them is left alone. */
async function listFiles(
  given: readonly ModelFile[],
  budget: InflateBudget,
): Promise<{ readonly listed: readonly ModelFile[]; readonly zips: readonly ModelFile[] }> {
  const plain = given.filter((file) => !isZip(file));
  const zips = given.filter(isZip);
  if (completeFormats(plain).length > 0 || zips.length === 0) return { listed: plain, zips };
  const { unpackZip } = await loadReader('reader of zip files', () => import('./containers/unpack-zip.ts'));
  return { listed: unpackZip(given, budget), zips: [] };
}

function completeFormats(files: readonly ModelFile[]): Format[] {
  return FORMATS.filter((format) => format.fits(files) && missingParts(format, files).length === 0);
}

function detectFormat(files: readonly ModelFile[]): Format {
  const complete = completeFormats(files);
  const [format] = complete;
  if (format !== undefined && complete.length === 1) return format;
  // A config.json beside the weights of other programs tells nothing of which they are.
  const tells = ({ optional, label }: FormatPart) => !(optional && label === 'config.json');
  const begun = FORMATS.filter(
    ({ fits, parts }) => fits(files) && parts.some((part) => tells(part) && part.pick(files).length > 0),
  );
  if (begun.length === 0) refuseForeign(files);
  const [nearest] = begun.sort((a, b) => missingParts(a, files).length - missingParts(b, files).length);
  const missing = nearest === undefined ? [] : missingParts(nearest, files);
  throw formatError('files', complete.length > 1 ? 'are of two models' : 'are not a whole model', {
    expected: FORMATS.map(({ label, parts }) => `${labels(required(parts, files))} (${label})`).join(', or '),
    found: listing([...new Set(files.map((file) => baseName(file.name)))]),
    advice: missing.length > 0 ? `Missing: ${missing.map(({ label }) => label).join(', ')}.` : undefined,
  });
}

const MOST_TOLD = 3;

/** Where everything that was given is plainly something else: what each is. */
function refuseForeign(files: readonly ModelFile[]): void {
  const kinds = files.flatMap((file) => {
    const kind = foreignKind(file.bytes);
    return kind ? [{ ...kind, file: baseName(file.name) }] : [];
  });
  const [first, ...more] = kinds;
  if (first === undefined || kinds.length < files.length) return;
  const told = more.slice(0, MOST_TOLD - 1).map(({ file, name }) => `${shorten(file)} is ${name}`);
  const rest = files.length - 1 - told.length;
  throw formatError(first.file, `is ${first.name}, not a file of a model`, {
    expected: 'weights with their vocabulary (PyTorch, safetensors, NumPy or Keras), or a file of sentences as text',
    found: more.length === 0 ? undefined : [first.name, ...told, ...(rest > 0 ? [`${rest} more`] : [])].join(', '),
    advice: first.advice ?? 'Give the files of a model, or a file of sentences.',
  });
}

function labels(parts: readonly FormatPart[]): string {
  return parts.map(({ label }) => label).join(' + ');
}

function required(parts: readonly FormatPart[], files: readonly ModelFile[]): FormatPart[] {
  return parts.filter(({ optional }) => !(typeof optional === 'function' ? optional(files) : optional));
}

function missingParts(format: Format, files: readonly ModelFile[]): FormatPart[] {
  return required(format.parts, files).filter((part) => part.pick(files).length === 0);
}

async function chooseFiles(parts: readonly FormatPart[], files: readonly ModelFile[]): Promise<Map<string, ModelFile>> {
  const chosen = new Map<string, ModelFile>();
  for (const part of parts) {
    const picked = part.pick(files);
    const candidates = part.choose && picked.length > 0 ? await part.choose(picked) : picked;
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
