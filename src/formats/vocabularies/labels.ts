/** Names of classes in a file of their own: scikit-learn's LabelEncoder, and lists or dicts of labels. */
import { MAX_CLASSES } from '../../model/check-model.ts';
import { LensError } from '../../model/errors.ts';
import { orLensError } from '../basics/index.ts';
import { asText, type PickleValue } from '../containers/index.ts';
import { type FoundWords, findWords } from './find-words.ts';
import { parseVocabulary } from './vocabulary.ts';
import { readWordData } from './word-data.ts';
import { wordsById } from './word-ids.ts';

const CALLED_SO = /label|class|categor|target|encoder/i;

/** The names in their order, or null where the file is not one of labels: told by its content or, of lists and dicts, by its name. */
export function readLabels(bytes: Uint8Array, name: string): readonly string[] | null {
  try {
    const data = readWordData(bytes, name);
    if (data.kind === 'text') return CALLED_SO.test(name) ? linesOfLabels(data.bytes, name) : null;
    const encoded = encoderClasses(data.value);
    if (encoded !== null || !CALLED_SO.test(name)) return encoded;
    const [found, ...others] = findWords(data.value);
    if (found === undefined || others.length > 0) return null;
    const labels = labelsOf(found, name);
    return areLabels(labels) ? labels : null;
  } catch (error) {
    if (error instanceof LensError) return null; // whoever it is meant for says what is wrong with it
    throw error;
  }
}

/** A name a line; a number before it, as some programs have it, is its place. */
function linesOfLabels(bytes: Uint8Array, name: string): readonly string[] | null {
  const lines = parseVocabulary(bytes, name).map((line) => line.trim());
  const numbered = lines.every((line, index) => line.startsWith(`${index} `));
  const names = numbered ? lines.map((line) => line.slice(line.indexOf(' ') + 1)) : lines;
  return areLabels(names) ? names : null;
}

/** The names in data that hold other things too, such as a checkpoint: an encoder, or what stands under a name of labels. null: there are none. */
export function labelsWithin(value: PickleValue, name: string): readonly string[] | null {
  if (typeof value !== 'object' || value?.kind !== 'dict') return null;
  for (const [key, inner] of value.entries) {
    const encoded = encoderClasses(inner);
    if (encoded !== null) return encoded;
    if (typeof key !== 'string' || !CALLED_SO.test(key)) continue;
    const [found] = findWords(inner);
    const labels = found && orLensError(() => labelsOf(found, name));
    if (labels && !(labels instanceof LensError) && areLabels(labels)) return labels;
  }
  return null;
}

function labelsOf({ words }: FoundWords, name: string): readonly string[] {
  return 'list' in words ? words.list : wordsById(words.entries, undefined, name);
}

function areLabels(names: readonly string[]): boolean {
  return names.length >= 2 && names.length <= MAX_CLASSES && new Set(names).size === names.length && !names.includes('');
}

/** classes_ of an encoder, by itself or in a dict: an array of texts or numbers. */
function encoderClasses(value: PickleValue): readonly string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = value.kind === 'record' ? value.state : value;
  const classes = typeof fields === 'object' && fields?.kind === 'dict' ? fields.entries.get('classes_') : undefined;
  if (typeof classes !== 'object' || classes === null) return null;
  const items = classes.kind === 'ndarray' ? (classes.items ?? [...classes.data]) : classes.kind === 'list' ? classes.items : [];
  if (items.length > MAX_CLASSES) return null;
  const names = items.map((item) => (typeof item === 'number' ? String(item) : asText(item)));
  const known = names.filter((name) => name !== null);
  return known.length === names.length && areLabels(known) ? known : null;
}
