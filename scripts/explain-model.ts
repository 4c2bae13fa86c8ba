/** `npm run --silent explain`: which files make the model, and what the command line says of them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  isTokenizerKind,
  LensError,
  type ModelFile,
  type ModelOptions,
  TENSOR_ROLES,
  TOKENIZERS,
  usualRules,
} from '../src/engine/protocol.ts';
import { isWeights } from '../src/formats/pick-words.ts';

export const MODEL_USAGE = `Models of your own: [--vocab FILE] [--gate-order ifgo] [--classes a,b,c] [--lowercase | --no-lowercase] [--unknown WORD|none|left-out]
  [--tokenizer KIND] [--padding none|ID|pre:LENGTH[:ID]|post:LENGTH[:ID]] [--map ROLE=TENSOR|none ...] [--ignore TENSOR ...] [--ignore-others]
  [--choose KEY=VALUE ...] [--reference FILE]
PATH: a folder or a zip with a model in any format that the page reads, or a file of weights (.pt, .pth, .bin, .ckpt, .safetensors, .npz, .keras, .h5, model.json of TensorFlow.js), whose
vocabulary stands beside it or is named by --vocab (words a line, JSON, or a pickle of words, also by joblib). --tokenizer says how texts
are split: ${TOKENIZERS.map(({ kind }) => kind).join(', ')}. --map says which tensor has which role where names and
shapes do not: ${TENSOR_ROLES.join(', ')}.
--padding ID: the entry that stands for padding; pre:LENGTH:ID, post:LENGTH:ID: sentences are padded to LENGTH with it (0 where no ID is given),
before or after the words, and longer ones are cut at the same end; none: neither.
--choose says what a file leaves open of the network, such as readout=max; a wrong one is answered by those there are.`;

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

/** For parseArgs. */
export const MODEL_OPTIONS = {
  model: text,
  vocab: text,
  'gate-order': text,
  classes: text,
  lowercase: flag,
  'no-lowercase': flag,
  unknown: text,
  tokenizer: text,
  padding: text,
  map: texts,
  ignore: texts,
  'ignore-others': flag,
  choose: texts,
  reference: text,
};

interface ModelValues {
  readonly 'gate-order'?: string | undefined;
  readonly classes?: string | undefined;
  readonly lowercase?: boolean | undefined;
  readonly 'no-lowercase'?: boolean | undefined;
  readonly unknown?: string | undefined;
  readonly tokenizer?: string | undefined;
  readonly padding?: string | undefined;
  readonly map?: readonly string[] | undefined;
  readonly ignore?: readonly string[] | undefined;
  readonly 'ignore-others'?: boolean | undefined;
  readonly choose?: readonly string[] | undefined;
}

/** @throws LensError InputError naming the option */
export function readModelOptions(values: ModelValues): ModelOptions {
  const { classes, unknown, padding } = values;
  return {
    gateOrder: values['gate-order'],
    classes: classes?.split(',').map((name) => name.trim()),
    lowercase: readLowercase(values),
    unkToken: unknown === 'none' || unknown === 'left-out' ? null : unknown,
    dropsUnknown: unknown === undefined ? undefined : unknown === 'left-out',
    tokenizer: readTokenizer(values.tokenizer),
    ...readPadding(padding),
    mapping: readMapping(values.map ?? []),
    ignored: values.ignore,
    ignoreOthers: values['ignore-others'],
    choices: readChoices(values.choose ?? []),
  };
}

function readLowercase(values: ModelValues): boolean | undefined {
  if (!values['no-lowercase']) return values.lowercase;
  if (!values.lowercase) return false;
  throw usageError('--lowercase', 'is combined with --no-lowercase', 'one of the two', 'both');
}

function readTokenizer(kind: string | undefined): ModelOptions['tokenizer'] {
  if (kind === undefined || isTokenizerKind(kind)) return kind && usualRules(kind);
  throw usageError('--tokenizer', 'is not a tokeniser', TOKENIZERS.map((known) => known.kind).join(', '), kind);
}

function readPadding(given: string | undefined): Pick<ModelOptions, 'padding' | 'paddingId'> {
  if (given === undefined) return {};
  if (given === 'none') return { padding: null, paddingId: null };
  if (/^\d+$/.test(given)) return { paddingId: Number(given) };
  const [, end, length, id = '0'] = /^(pre|post):([1-9]\d*)(?::(\d+))?$/.exec(given) ?? [];
  const side = end === 'pre' || end === 'post' ? end : null;
  if (side !== null) return { padding: { side, length: Number(length), id: Number(id), truncate: side, masked: false } };
  throw usageError('--padding', 'is not a padding', 'none, a word id, pre:LENGTH[:ID] or post:LENGTH[:ID]', given || 'nothing');
}

function readMapping(pairs: readonly string[]): ModelOptions['mapping'] {
  const mapping = pairs.map((pair) => {
    const [, name = '', tensor = ''] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
    const role = TENSOR_ROLES.find((known) => known === name);
    if (role && tensor) return [role, tensor === 'none' ? null : tensor] as const;
    throw usageError(
      '--map',
      'does not name a role and its tensor',
      `ROLE=TENSOR with one of ${TENSOR_ROLES.join(', ')}`,
      pair || 'nothing',
    );
  });
  return Object.fromEntries(mapping);
}

function readChoices(pairs: readonly string[]): ModelOptions['choices'] {
  const wrong = pairs.find((pair) => !/^[^=]+=./.test(pair));
  if (wrong !== undefined) throw usageError('--choose', 'does not name a choice and its value', 'KEY=VALUE', wrong || 'nothing');
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}

const WEIGHTS_OR_ZIP = /\.(pt|pth|bin|safetensors|npz|keras|h5|hdf5|ckpt|tar|zip)$/i;
/** What torch.save wrote and a name calls words: only then is it read, to see whether it is. */
const TORCH_WORDS = /(vocab|token|word|itos|stoi|dict)[^/]*\.(pt|pth)$/i;
const VOCABULARY = /^(?!config\.json$).*\.(txt|json|pkl|pickle|p|joblib|dill|sav|vec|vocab)$/i;

/**
 * A folder's files; of a zip, itself; of a file of weights, itself and what stands beside it but for other weights. A vocabulary that
 * is named stands in the place of those found. @throws LensError InputError naming the option
 */
export function readModelFiles(path: string, vocabulary: string | undefined): ModelFile[] {
  const files = readPath(path);
  if (vocabulary === undefined) return files;
  const others = files.filter(({ name }) => !VOCABULARY.test(name) && name !== basename(vocabulary));
  return [...others, readNamed(vocabulary)];
}

function readPath(path: string): ModelFile[] {
  try {
    if (statSync(path).isDirectory()) return readFiles(path, () => true);
    const chosen = basename(path);
    if (/\.zip$/i.test(chosen)) return readFiles(dirname(path), (name) => name === chosen);
    // The weights of TensorFlow.js lie beside its model.json.
    const isBeside = (name: string) =>
      !WEIGHTS_OR_ZIP.test(name) || TORCH_WORDS.test(name) || (/\.json$/i.test(chosen) && /\.bin$/i.test(name));
    const files = readFiles(dirname(path), (name) => name === chosen || isBeside(name));
    return files.filter((file) => file.name === chosen || !isWeights(file));
  } catch (error) {
    throw usageError('--model', (error as Error).message, 'a folder or a file that holds a model', path);
  }
}

/** Named so that the reader knows it for a vocabulary: text where the name does not say what it is. */
function readNamed(path: string): ModelFile {
  const name = basename(path);
  try {
    const bytes = new Uint8Array(readFileSync(path));
    return { name: name === 'vocab' || VOCABULARY.test(name) ? name : `${name}.txt`, bytes };
  } catch (error) {
    throw usageError('--vocab', (error as Error).message, 'a file of words', path);
  }
}

function readFiles(folder: string, wanted: (name: string) => boolean): ModelFile[] {
  return readdirSync(folder)
    .filter((name) => wanted(name) && statSync(join(folder, name)).isFile())
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
}

export function usageError(where: string, problem: string, expected?: string, found?: string): LensError {
  return new LensError({ name: 'InputError', where, problem, expected, found, advice: 'See --help.' });
}
