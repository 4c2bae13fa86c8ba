/** Where in data the words stand: by the shape of lists and dicts first, by what they are called where there are several. */
import { formatError, listing, quote } from '../basics/index.ts';
import { asText, type PickleDict, type PickleValue } from '../containers/index.ts';
import { inPlain, type WordEntry } from './word-ids.ts';

/** Words in their order, or words with ids; `path` is where they stand in the data, '' for the whole. */
export interface FoundWords {
  readonly path: string;
  readonly words: { readonly list: readonly string[] } | { readonly entries: readonly WordEntry[] };
}

/** Of a dict with more entries than these no entry is a vocabulary. */
const FEW = 64;
const DEEPEST = 5;

/** Names of what words are looked up in, of its reverse, and of what holds words but is not it. */
const FORWARD =
  /^_?(word_?(2|to)?_?(idx|index|id|ix|int)s?|w2i|stoi|(token|char)s?_?(2|to)?_?(id|idx|index|ix)s?|vocab(ulary)?(_?(2|to)_?(int|idx|index|id))?|encoder)$/i;
const REVERSE = /^_?(itos|(idx|index|id|ix|int)_?(2|to)?_?(word|token|char)s?|i2w|words|tokens|decoder)$/i;
const OTHER = /(freq|count|docs|label|class|categor|stop|special)/i;

/** Every list or dict in `value` that may be a vocabulary. */
export function findWords(value: PickleValue): FoundWords[] {
  const found: FoundWords[] = [];
  visit(value, '', { found, seen: new Set() });
  return found;
}

/** Each container is looked at once, however often it occurs. */
function visit(
  value: PickleValue,
  path: string,
  way: { readonly found: FoundWords[]; readonly seen: Set<PickleValue> },
  depth = 0,
): void {
  const { found, seen } = way;
  if (typeof value !== 'object' || value === null || depth > DEEPEST || found.length > FEW || seen.has(value)) return;
  seen.add(value);
  const words = wordsIn(value);
  if (words !== null) {
    found.push({ path, words });
    return;
  }
  for (const [name, inner] of children(value)) visit(inner, path === '' ? name : `${path}.${name}`, way, depth + 1);
}

function children(value: Exclude<PickleValue, null | boolean | number | string>): [string, PickleValue][] {
  if (value.kind === 'record') return typeof value.state === 'object' && value.state !== null ? children(value.state) : [];
  if (value.kind === 'list' || value.kind === 'tuple')
    return value.items.length > FEW ? [] : value.items.map((item, index): [string, PickleValue] => [String(index), item]);
  if (value.kind !== 'dict' || value.entries.size > FEW) return [];
  return [...value.entries].map(([key, item]) => [String(key), item]);
}

function wordsIn(value: Exclude<PickleValue, null | boolean | number | string>): FoundWords['words'] | null {
  if (value.kind === 'dict') {
    const entries = entriesOf(value);
    return entries === null ? null : { entries };
  }
  const items =
    value.kind === 'ndarray' ? value.items : value.kind === 'list' || value.kind === 'tuple' ? value.items : undefined;
  if (items === undefined || items.length === 0) return null;
  const texts = items.map(asText);
  const list = texts.filter((text) => text !== null);
  if (list.length === texts.length) return { list };
  const pairs = items.map(pairOf);
  const entries = pairs.filter((pair) => pair !== null);
  return entries.length === pairs.length ? { entries } : null;
}

/** [word, id] */
function pairOf(value: PickleValue): WordEntry | null {
  if (typeof value !== 'object' || (value?.kind !== 'tuple' && value?.kind !== 'list') || value.items.length !== 2) return null;
  const [word = null, id = null] = value.items;
  const text = asText(word);
  return text !== null && typeof id === 'number' ? [text, id] : null;
}

/** A dict from word to id or from id to word; ids may be texts of digits, as JSON has them for keys. */
function entriesOf({ entries }: PickleDict): WordEntry[] | null {
  if (entries.size === 0) return null;
  const pairs = [...entries];
  if (pairs.every(([key, value]) => typeof key === 'string' && typeof value === 'number')) {
    return pairs.map(([key, value]): WordEntry => [String(key), value]);
  }
  const reversed = pairs.map(([key, value]): [string | null, PickleValue] => [asText(value), idOf(key)]);
  return reversed.every(([word, id]) => word !== null && id !== null) ? reversed.map(([word, id]) => [word ?? '', id]) : null;
}

function idOf(key: string | number | boolean): number | null {
  if (typeof key === 'number') return key;
  return typeof key === 'string' && /^\d{1,9}$/.test(key) ? Number(key) : null;
}

/** Whether what it stands under is what programs call a vocabulary. */
export function isCalledWords(candidate: FoundWords): boolean {
  return FORWARD.test(nameOf(candidate)) || REVERSE.test(nameOf(candidate));
}

function countOf({ words }: FoundWords): number {
  return 'list' in words ? words.list.length : words.entries.length;
}

const nameOf = ({ path }: FoundWords) => path.slice(path.lastIndexOf('.') + 1);

/**
 * The one of them that is the vocabulary: by its name, then by how many words the embedding has rows for. Throws a ModelFormatError that
 * names the candidates where that does not tell.
 */
export function chooseWords(found: readonly FoundWords[], rows: number | undefined, where: string): FoundWords | null {
  const likely = found.filter((candidate) => !OTHER.test(nameOf(candidate)));
  const [first] = likely.length > 0 ? likely : found;
  if (first === undefined) return null;
  for (const names of [FORWARD, REVERSE, /^/]) {
    const named = likely.filter((candidate) => names.test(nameOf(candidate)));
    const fitting = named.filter((candidate) => rows === undefined || Math.abs(countOf(candidate) - rows) <= 2);
    const [only] = named.length === 1 ? named : fitting;
    if (only !== undefined && (named.length === 1 || fitting.length === 1)) return only;
    if (named.length > 1) throw ambiguous(named, where);
  }
  return first;
}

function ambiguous(candidates: readonly FoundWords[], where: string): Error {
  return formatError(where, 'holds several things that could be the vocabulary', {
    expected: 'one',
    found: listing(candidates.map((candidate) => `${candidate.path} (${countOf(candidate)} words)`)),
    advice: 'Save the correct one on its own, as JSON.',
  });
}

/** Why nothing in `value` is a vocabulary: its first entry that is none. */
export function noWords(value: PickleValue, where: string, expected: string): Error {
  if (typeof value === 'object' && (value?.kind === 'list' || value?.kind === 'tuple') && value.items.length > 0) {
    const at = value.items.findIndex((item) => asText(item) === null);
    return formatError(`${where} position ${at}`, 'is not a word', { expected: 'a string', found: inPlain(value.items[at]) });
  }
  if (typeof value === 'object' && value?.kind === 'dict' && value.entries.size > 0) {
    const [key, id] = [...value.entries].find(([, item]) => typeof item !== 'number') ?? [];
    return formatError(`${where} ${quote(String(key))}`, 'is not the id of a word', { expected, found: inPlain(id) });
  }
  return formatError(where, 'is not a vocabulary', { expected, found: quote(inPlain(value)) });
}
