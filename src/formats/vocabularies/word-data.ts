/** The data in a file of words, told by its content: a pickle (packed by joblib or not, or torch.save's), JSON, or else text. */
import { decodeText, formatError, parseJson, tryUtf8 } from '../basics/index.ts';
import {
  holdsTorchWeights,
  isPacked,
  kindOfContent,
  type PickleKey,
  type PickleValue,
  readPickle,
  readTorchValue,
  refuseMislabelled,
  unpack,
  WORDS_DIALECT,
} from '../containers/index.ts';

export type WordData =
  | { readonly kind: 'pickle' | 'JSON'; readonly value: PickleValue }
  | { readonly kind: 'text'; readonly bytes: Uint8Array };

const EXPECTED = 'a list of words, or an object from word to id';

/** Throws a ModelFormatError for what is neither, or is malformed. */
export function readWordData(given: Uint8Array, name: string): WordData {
  const bytes = isPacked(given) ? unpack(given, name) : given;
  if (looksLikePickle(bytes, name)) return { kind: 'pickle', value: readPickle(bytes, name, WORDS_DIALECT) };
  const isTorch = kindOfContent(bytes) === 'torch';
  if (isTorch && !holdsTorchWeights(bytes, name)) return { kind: 'pickle', value: readTorchValue(bytes, name) };
  refuseMislabelled(bytes, name);
  if (looksLikeJson(bytes, name)) return { kind: 'JSON', value: readJson(bytes, name) };
  return { kind: 'text', bytes };
}

/** Protocols 0 and 1 do not say that they are pickles; a name does, and the stop at the end. */
function looksLikePickle(bytes: Uint8Array, name: string): boolean {
  if (kindOfContent(bytes) === 'pickle') return true;
  return (
    bytes.length > 0 && /\.(pkl|pickle|p|joblib|dill|sav)$/i.test(name) && (bytes.at(-1) === 0x2e || tryUtf8(bytes) === null)
  );
}

/** Text that begins as JSON does and, where its name does not say so, ends as it does. */
function looksLikeJson(bytes: Uint8Array, name: string): boolean {
  if (/\.json$/i.test(name)) return true;
  const [first, last] = [edge(bytes, 1), edge(bytes, -1)];
  return (first === '{' && last === '}') || (first === '[' && last === ']') || (first === '"' && last === '"');
}

/** The first or last character that is no white space; '' where there is none in the first or last 64 bytes. */
function edge(bytes: Uint8Array, direction: 1 | -1): string {
  const near = direction > 0 ? bytes.subarray(0, 64) : bytes.subarray(-64);
  const found = [...near].filter((byte) => byte > 32 && byte < 127);
  return String.fromCharCode((direction > 0 ? found[0] : found.at(-1)) ?? 0);
}

function readJson(bytes: Uint8Array, name: string): PickleValue {
  return jsonValue(decodeText(bytes, name), name);
}

/** A pickle's value of the same content. A text that is JSON itself, as tokenizer.to_json() is where json.dump wrote it, is read as that. */
export function jsonValue(text: string, where: string): PickleValue {
  const value = parseJson(text, where, EXPECTED);
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) return jsonValue(value, `${where} (a text in it)`);
  return asPickled(value, where);
}

function asPickled(value: unknown, where: string): PickleValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return { kind: 'list', items: value.map((item) => asPickled(item, where)), depth: 1 };
  if (typeof value !== 'object') throw formatError(where, 'is not a vocabulary', { expected: EXPECTED, found: typeof value });
  const entries = Object.entries(value).map(([key, item]): [PickleKey, PickleValue] => [key, asPickled(item, where)]);
  return { kind: 'dict', entries: new Map(entries), depth: 1 };
}
