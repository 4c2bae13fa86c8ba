/** Vocabularies as programs write them, told by what stands in the file: pickles, JSON, lines of words, word vectors. */
import { KERAS_RULES, type TokenizerRules } from '../../model/tokenizer-kinds.ts';
import type { TensorSource } from '../basics/index.ts';
import type { PickleValue } from '../containers/index.ts';
import { doubtsOf, type Misfit } from './doubts.ts';
import { chooseWords, type FoundWords, findWords, noWords } from './find-words.ts';
import { huggingFaceTokenizer } from './hugging-face.ts';
import { IMDB_SHIFT, IMDB_UNKNOWN, isImdbIndex, shiftIndex } from './imdb-index.ts';
import { type FoundTokenizer, kerasTokenizer } from './keras-tokenizer.ts';
import { suggestRules } from './suggest-rules.ts';
import { entriesOfLines } from './text-words.ts';
import { checkDistinctWords, guessPadding, mayBeUnknownWord, parseVocabulary } from './vocabulary.ts';
import { readWordData } from './word-data.ts';
import { type WordEntry, wordsById } from './word-ids.ts';
import { readWordVectors } from './word-vectors.ts';

/** How texts become words, as far as a vocabulary tells it; undefined: it does not. */
export interface ReadingHints {
  readonly tokenizer?: TokenizerRules;
  readonly lowercase?: boolean;
  readonly unkToken?: string | null;
  readonly paddingId?: number | null;
  readonly dropsUnknown?: boolean;
}

export interface ReadVocabulary {
  /** What the file is, such as "Keras Tokenizer". */
  readonly label: string;
  /** V words by id. */
  readonly words: readonly string[];
  readonly hints: ReadingHints;
  /** Questions to whoever gave it. */
  readonly doubts: readonly string[];
  /** [V, e] where the file has them. */
  readonly vectors: TensorSource | null;
  /** What was added to the ids in the file, where that is in question. */
  readonly idShift?: number;
}

export interface ReadingContext {
  /** Of the embedding: it may have rows that no word has, and ids may go beyond it, as Keras' Tokenizer gives them. */
  readonly rows?: number | undefined;
  /** Whether the weights beside it are Keras': a dict of words alone is then its Tokenizer's. */
  readonly besideKeras?: boolean;
  /** What is added to the ids of Keras' IMDB index; undefined: what load_data adds. */
  readonly idShift?: number | undefined;
}

const EXPECTED = 'a list of words, or an object from word to id';

/** What was made of a file the last time: a form that is filled in asks for it with each change. */
const LAST = new WeakMap<Uint8Array, { readonly how: string; readonly read: ReadVocabulary }>();

/** `name` names the file in errors (ModelFormatError). */
export function readVocabulary(bytes: Uint8Array, name: string, context: ReadingContext = {}): ReadVocabulary {
  const { rows, besideKeras, idShift } = context;
  const how = JSON.stringify([name, rows, besideKeras, idShift]);
  const last = LAST.get(bytes);
  if (last?.how === how) return last.read;
  const read = readAnew(bytes, name, context);
  LAST.set(bytes, { how, read });
  return read;
}

function readAnew(bytes: Uint8Array, name: string, context: ReadingContext): ReadVocabulary {
  const data = readWordData(bytes, name);
  if (data.kind === 'text') return fromText(data.bytes, name, context);
  const tokenizer = kerasTokenizer(data.value, name) ?? huggingFaceTokenizer(data.value, name);
  if (tokenizer !== null) return fromTokenizer(tokenizer, name, context);
  const found = chooseWords(findWords(data.value), context.rows, name);
  if (found === null) throw noWords(data.value, name, EXPECTED);
  const { words, path } = found;
  const from = indexFrom(data.value);
  if (from !== null && 'entries' in words) return fromMovedIndex(words.entries, from, `${name} ${path}`, context);
  const label = data.kind === 'pickle' ? 'pickle' : 'JSON';
  return path === '' ? fromWords(words, label, name, context) : fromWords(words, `${label}, ${path}`, `${name} ${path}`, context);
}

function fromText(bytes: Uint8Array, name: string, context: ReadingContext): ReadVocabulary {
  const found = readWordVectors(bytes, name);
  if (found !== null) {
    const { words, vectors } = found;
    return { label: 'word vectors', words, hints: hintsOf(words), doubts: doubtsOf({ words }, name), vectors };
  }
  const lines = parseVocabulary(bytes, name);
  const entries = entriesOfLines(lines);
  return fromWords(entries === null ? { list: lines } : { entries }, 'text', name, context);
}

function fromTokenizer(found: FoundTokenizer, name: string, { rows }: ReadingContext): ReadVocabulary {
  const { label, entries, rules, lowercase, limit } = found;
  const read = limit === null ? entries : entries.filter(([, id]) => typeof id !== 'number' || id < limit);
  const words = wordsById(read, rows ?? rowsFor(read), name);
  const unkToken = found.unkToken !== null && words.includes(found.unkToken) ? found.unkToken : null;
  const hints = {
    tokenizer: rules,
    unkToken,
    dropsUnknown: unkToken === null,
    ...(lowercase === undefined ? {} : { lowercase }),
  };
  const characters = rules.kind === 'keras' && rules.charLevel;
  const doubts = doubtsOf({ words, characters, misfit: beyondRows(read, rows) }, name);
  return { label, words, hints, doubts, vectors: null };
}

/** Ids that no word has, where no embedding tells how many there are: an id far beyond the number of words is none. */
const MOST_GAPS = 1000;

/** As many as ids with gaps need; undefined: they are too many to be believed. */
function rowsFor(entries: readonly WordEntry[]): number | undefined {
  const rows = entries.reduce((most, [, id]) => Math.max(most, typeof id === 'number' ? id + 1 : 0), 0);
  return rows <= 2 * entries.length + MOST_GAPS ? rows : undefined;
}

/** Words with what they tell of how texts are read. `where` names them in errors. */
export function fromWords(found: FoundWords['words'], label: string, where: string, context: ReadingContext): ReadVocabulary {
  const { rows, besideKeras = false } = context;
  if ('list' in found) {
    checkDistinctWords(found.list, where, label === 'text' ? 'lines' : 'positions', label === 'text' ? 1 : 0);
    const words = rows === undefined ? found.list : found.list.slice(0, rows);
    return {
      label,
      words,
      hints: hintsOf(words),
      doubts: doubtsOf({ words, misfit: listMisfit(found.list, rows) }, where),
      vectors: null,
    };
  }
  if (isImdbIndex(found.entries)) return fromImdbIndex(found.entries, where, context);
  const words = wordsById(found.entries, rows, where);
  const hints = besideKeras && found.entries.every(([, id]) => id !== 0) ? kerasHints(words) : hintsOf(words);
  return { label, words, hints, doubts: doubtsOf({ words, misfit: beyondRows(found.entries, rows) }, where), vectors: null };
}

/** What a program says it adds to the ids, beside them: the metadata.json of TensorFlow.js' examples. */
function indexFrom(value: PickleValue): number | null {
  const from = typeof value === 'object' && value?.kind === 'dict' ? value.entries.get('index_from') : undefined;
  return typeof from === 'number' && Number.isInteger(from) && from >= 0 && from <= 1000 ? from : null;
}

function fromMovedIndex(entries: readonly WordEntry[], by: number, where: string, { rows }: ReadingContext): ReadVocabulary {
  const moved = shiftIndex(entries, by);
  const words = wordsById(moved, rows ?? rowsFor(moved), where);
  const unknown = words.includes(IMDB_UNKNOWN) ? { unkToken: IMDB_UNKNOWN, dropsUnknown: false, paddingId: 0 } : {};
  return {
    label: `JSON, ids moved up by ${by} as its index_from says`,
    words,
    hints: { ...kerasHints(words), lowercase: true, ...unknown },
    doubts: doubtsOf({ words, misfit: beyondRows(moved, rows) }, where),
    vectors: null,
  };
}

/** The ids that load_data gives, unless it is said that they are the file's own. Models of it are made with the most frequent words. */
function fromImdbIndex(
  entries: readonly WordEntry[],
  name: string,
  { rows, idShift = IMDB_SHIFT }: ReadingContext,
): ReadVocabulary {
  const shifted = idShift === 0 ? entries : shiftIndex(entries);
  const words = wordsById(shifted, rows ?? rowsFor(shifted), name);
  const hints: ReadingHints = {
    ...kerasHints(words),
    lowercase: true,
    ...(idShift === 0 ? {} : { unkToken: IMDB_UNKNOWN, dropsUnknown: false, paddingId: 0 }),
  };
  const how = idShift === 0 ? 'as they stand in it' : 'moved up by 3, as imdb.load_data gives them';
  const doubt = `${name} is the word index of Keras’ IMDB reviews; its ids were read ${how}. Does the model’s own program do so?`;
  return { label: 'Keras’ IMDB word index', words, hints, doubts: [doubt], vectors: null, idShift };
}

/** What stands in a vocabulary's place. */
export const WITHOUT_VOCABULARY = 'none: words are ids';

/** Where there is no file of words: they are called by their ids. */
export function wordsWithoutVocabulary(rows: number): ReadVocabulary {
  return {
    label: WITHOUT_VOCABULARY,
    words: Array.from({ length: rows }, (_, id) => `#${id}`),
    hints: { tokenizer: { kind: 'ids' }, lowercase: false, unkToken: null, dropsUnknown: true, paddingId: null },
    doubts: [
      'No vocabulary was given: words are named by their ids, such as #17, and ids are what you type. Do you have a file of its words to add?',
    ],
    vectors: null,
  };
}

function beyondRows(entries: readonly WordEntry[], rows: number | undefined): Misfit | null {
  if (rows === undefined || !entries.some(([, id]) => typeof id === 'number' && id >= rows)) return null;
  return { words: entries.length, rows };
}

/** A list that begins with its padding cannot have lost it: rows beyond its last word are the program's own doing. */
function listMisfit(words: readonly string[], rows: number | undefined): Misfit | null {
  const begins = words[0] === '' || guessPadding(words.slice(0, 1), null) === 0;
  if (rows === undefined || words.length === rows || (words.length < rows && begins)) return null;
  return { words: words.length, rows };
}

/** A Tokenizer's word_index alone: the rest is what the Tokenizer does unless it is told otherwise. */
function kerasHints(words: readonly string[]): ReadingHints {
  const first = words[1] ?? '';
  const unkToken = mayBeUnknownWord(first) ? first : null;
  return { tokenizer: KERAS_RULES, unkToken, dropsUnknown: unkToken === null };
}

function hintsOf(words: readonly string[]): ReadingHints {
  const tokenizer = suggestRules(words);
  return words[0] === '' && words[1] === '[UNK]' ? { tokenizer, unkToken: '[UNK]', paddingId: 0 } : { tokenizer };
}
