/** Which of the given files is the vocabulary and which one names the classes: by what they hold, where their names do not tell. */
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { baseName } from './containers/index.ts';
import { readLabels, readVocabulary } from './vocabularies/index.ts';

const WORDS = /\.(txt|json|pkl|pickle|p|joblib|dill|sav|vec|vocab)$/i;
const OTHER_TEXTS =
  /^(config\.json|requirements.*|readme.*|licen[cs]e.*|.*history.*|.*metrics.*|tokenizer_config\.json|special_tokens_map\.json)$/i;
const TELLING = /vocab|tokeni[sz]er|vectori[sz]er|word_?(2|to)?_?(id|ix|int)|word_?index|itos|stoi|dictionary|^(words|tokens)/i;

/** Files that may hold words, the classes' names left out. */
export function pickVocabulary(files: readonly ModelFile[]): readonly ModelFile[] {
  const possible = possibleFiles(files);
  const candidates = possible.length > 1 ? possible.filter((file) => labelsOf(file) === null) : possible;
  const telling = candidates.filter(({ name }) => TELLING.test(baseName(name)));
  const nearest = telling.length > 0 ? telling : candidates;
  if (nearest.length <= 1) return nearest;
  const readable = nearest.filter(holdsWords);
  return readable.length > 0 ? readable : nearest;
}

export function pickLabels(files: readonly ModelFile[]): readonly ModelFile[] {
  const [first, ...others] = possibleFiles(files).filter((file) => labelsOf(file) !== null);
  return first !== undefined && others.length === 0 && possibleFiles(files).length > 1 ? [first] : [];
}

function possibleFiles(files: readonly ModelFile[]): ModelFile[] {
  return files.filter(({ name }) => WORDS.test(name) && !OTHER_TEXTS.test(baseName(name)));
}

/** What files turn out to hold, by their bytes: every format asks for it. */
const LABELS = new WeakMap<Uint8Array, { readonly names: readonly string[] | null }>();
const HOLDS_WORDS = new WeakMap<Uint8Array, boolean>();

function labelsOf({ name, bytes }: ModelFile): readonly string[] | null {
  const known = LABELS.get(bytes) ?? { names: readLabels(bytes, baseName(name)) };
  LABELS.set(bytes, known);
  return known.names;
}

function holdsWords({ name, bytes }: ModelFile): boolean {
  const known = HOLDS_WORDS.get(bytes) ?? canBeRead(bytes, baseName(name));
  HOLDS_WORDS.set(bytes, known);
  return known;
}

/** Of an embedding not looked at yet. */
const ENOUGH_ROWS = 100_000;

function canBeRead(bytes: Uint8Array, name: string): boolean {
  try {
    return readVocabulary(bytes, name, { rows: ENOUGH_ROWS }).words.length > 1;
  } catch (error) {
    if (error instanceof LensError) return false;
    throw error;
  }
}
