import { checkModel } from '../model/check-model.ts';
import type { ModelData, ModelFile } from '../model/model-data.ts';
import { formatError, listing, loadReader, type OnBytes, shorten } from './basics/index.ts';
import {
  baseName,
  folderName,
  foreignKind,
  type InflateBudget,
  inflateBudget,
  isZip,
  kindOfContent,
} from './containers/index.ts';
import { FORMATS, type Format, type FormatPart, openFormat } from './format-table.ts';
import { pickledModel } from './pickled-models.ts';
import type { FileRole, ModelOptions, OpenedLayer, OpenedModel } from './settings/index.ts';

/** A model and how its files were read. */
export interface ReadModel extends ModelData {
  /** The format's label. */
  readonly format: string;
  /** The order in which the file's gates were read; null: the format fixes it. */
  readonly gateOrder: string | null;
  /** The files it was read from. */
  readonly files: readonly ReadFile[];
  /** What they call each layer; null: they do not name it. */
  readonly layerNames: readonly (string | null)[];
}

interface ReadFile {
  readonly role: FileRole;
  readonly name: string;
}

/**
 * Files, or one zip of them, to a model, whole and checked (checkModel). The names tell the format; of a path only the last part
 * counts, and files that belong to no format are left alone. Options override what the files say or suggest. Rejects with a
 * ModelFormatError.
 * @param onHashed how far the hash of the weights is; not called where it takes but a moment
 */
export async function readModel(given: readonly ModelFile[], options: ModelOptions = {}, onHashed?: OnBytes): Promise<ReadModel> {
  const { opened, chosen } = await openModel(given, options);
  const data = opened.read(onHashed);
  checkModel(data);
  return {
    ...data,
    format: opened.format,
    gateOrder: opened.settle().gateOrder,
    files: chosen.map(({ role, file }) => ({ role, name: file.name })),
    layerNames: namesInFiles(opened.layers ?? []),
  };
}

/** A step without tensors is often part of the layer before it, or of code: then it has no name in the files. */
export function namesInFiles(layers: readonly OpenedLayer[]): (string | null)[] {
  return layers.map(({ from, tensors }, index) => {
    const ofCode = tensors.length === 0 && /^(readout|last state)$/.test(from);
    return ofCode || from === layers[index - 1]?.from ? null : from;
  });
}

/** Chosen among files, of which some belong to nothing, and opened. */
export interface OpenedFiles {
  readonly opened: OpenedModel;
  readonly chosen: readonly { readonly role: FileRole; readonly file: ModelFile }[];
  readonly leftAlone: readonly ModelFile[];
}

/** Rejects with a ModelFormatError where they are no model of any format, or malformed. */
export async function openModel(given: readonly ModelFile[], options: ModelOptions): Promise<OpenedFiles> {
  const budget = budgetFor(given);
  const { listed, zips } = await listFiles(given, budget);
  const format = await detectFormat(listed);
  const chosen = await chooseFiles(format.parts, listed, given);
  const files = [...new Set([...chosen.values()].flat())];
  const opened = await openFormat(format, chosen, { folderName: folderName(files), options, budget });
  const roles = format.parts.flatMap(({ label, role }) => (chosen.get(label) ?? []).map((file) => ({ role, file })));
  return { opened, chosen: roles, leftAlone: [...listed, ...zips].filter((file) => !files.includes(file)) };
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

async function detectFormat(files: readonly ModelFile[]): Promise<Format> {
  const complete = await tellApart(completeFormats(files), files);
  const [format] = complete;
  if (format !== undefined && complete.length === 1) return format;
  const missing = partsToCome(files);
  if (missing.length === 0 || complete.length === 0) refuseGraphs(files);
  if (missing.length === 0) refuseForeign(files);
  const pickled = complete.length === 0 ? pickledModel(files) : null;
  if (pickled) throw pickled;
  throw formatError('files', complete.length > 1 ? 'are of two models' : 'are not a whole model', {
    expected: FORMATS.map(({ label, parts }) => `${labels(required(parts, files))} (${label})`).join(', or '),
    found: listing([...new Set(files.map((file) => baseName(file.name)))]),
    advice: missing.length > 0 ? `Missing: ${missing.map(({ label }) => label).join(', ')}.` : undefined,
  });
}

/** Of several formats that the names fit, those whose files hold what they should: torch.save writes words as well as weights. */
async function tellApart(complete: readonly Format[], files: readonly ModelFile[]): Promise<readonly Format[]> {
  if (complete.length <= 1) return complete;
  const held = await Promise.all(
    complete.map(async ({ parts }) => {
      const chosen = await Promise.all(
        required(parts, files).map(async (part) => (await part.choose?.(part.pick(files))) ?? part.pick(files)),
      );
      return chosen.every((some) => some.length > 0);
    }),
  );
  return complete.filter((_, index) => held[index]);
}

/** What the format lacks that most of the files fit; none: they fit none. */
export function partsToCome(files: readonly ModelFile[]): readonly FormatPart[] {
  // A config.json beside the weights of other programs tells nothing of which they are.
  const tells = ({ optional, label }: FormatPart) => !(optional && label === 'config.json');
  const begun = FORMATS.filter(
    ({ fits, parts }) => fits(files) && parts.some((part) => tells(part) && part.pick(files).length > 0),
  );
  const present = ({ parts }: Format) => parts.filter((part) => part.pick(files).length > 0).length;
  const [nearest] = begun.sort(
    (a, b) => missingParts(a, files).length - missingParts(b, files).length || present(b) - present(a),
  );
  return nearest === undefined ? [] : missingParts(nearest, files);
}

const MOST_TOLD = 3;

/** Forms of models of which only the arithmetic is left, not the layers: each by its name, with what to do. */
const GRAPHS: readonly (readonly [name: RegExp, what: string])[] = [
  [/^(saved_model\.pb(txt)?|keras_metadata\.pb|variables\.(index|data-\d+-of-\d+))$/i, 'part of a TensorFlow SavedModel'],
  [/\.tflite$/i, 'a TensorFlow Lite model'],
  [/\.onnx$/i, 'an ONNX model'],
  [/\.pb$/i, 'a TensorFlow graph'],
  [/\.ckpt(-\d+)?(\.(index|meta|data-\d+-of-\d+))?$|^checkpoint$/i, 'part of a TensorFlow checkpoint'],
];

/** What a file of such a model is; null: none. PyTorch's programs call their checkpoints *.ckpt too. */
export function graphKind({ name, bytes }: ModelFile): { readonly name: string; readonly advice: string } | null {
  const what = GRAPHS.find(([pattern]) => pattern.test(baseName(name)))?.[1];
  if (what === undefined || ['torch', 'hdf5'].includes(kindOfContent(bytes) ?? '')) return null;
  const advice = what.endsWith('SavedModel')
    ? 'Load the folder in Python and save it in one file: tf.keras.models.load_model("folder").save("model.keras").'
    : 'Use the model as it was before conversion.';
  return { name: `${what}, which has no layers that could be explained`, advice };
}

function refuseGraphs(files: readonly ModelFile[]): void {
  for (const file of files) {
    const graph = graphKind(file);
    if (graph === null) continue;
    throw formatError(baseName(file.name), `is ${graph.name}`, {
      expected: 'a model that names its layers: .keras, .h5, PyTorch, safetensors',
      found: listing([...new Set(files.map(({ name }) => baseName(name)))]),
      advice: graph.advice,
    });
  }
}

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
    advice: first.advice ?? 'Add the files of a model, or a file of sentences.',
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

async function chooseFiles(
  parts: readonly FormatPart[],
  files: readonly ModelFile[],
  given: readonly ModelFile[],
): Promise<Map<string, readonly ModelFile[]>> {
  const chosen = new Map<string, readonly ModelFile[]>();
  for (const part of parts) {
    const picked = part.pick(files);
    const held = part.choose && picked.length > 0 ? await part.choose(picked) : picked;
    // Where nothing holds what it should, its reader says what is wrong.
    const fitting = held.length > 0 || part.optional ? held : picked;
    // A file given by itself goes before one in a zip.
    const byThemselves = fitting.filter((file) => given.includes(file));
    const candidates = byThemselves.length > 0 && !part.many ? byThemselves : fitting;
    if (candidates.length > 1 && !part.many) {
      throw formatError(part.label, 'is given more than once', {
        expected: 'one file',
        found: listing(candidates.map(({ name }) => name)),
      });
    }
    if (candidates.length > 0) chosen.set(part.label, candidates);
  }
  return chosen;
}
