/** Which of the given files is the vocabulary and which one names the classes: by what they hold, where their names do not tell. */
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { decodeLatin1 } from './basics/index.ts';
import { baseName, holdsTorchWeights, kindOfContent } from './containers/index.ts';
import { readLabels, readVocabulary } from './vocabularies/index.ts';

const TELLING = /vocab|tokeni[sz]er|vectori[sz]er|word_?(2|to)?_?(id|ix|int)|word_?index|itos|stoi|dictionary|^(words|tokens)/i;

/** Of files of weights those that are some: torch.save writes vocabularies as well. */
export function pickWeights(picked: readonly ModelFile[]): readonly ModelFile[] {
  const weights = picked.filter((file) => !isWords(file));
  return weights.length > 0 ? weights : picked;
}

/** Of files that may hold words those that do, the classes' names left out. */
export function pickVocabulary(given: readonly ModelFile[]): readonly ModelFile[] {
  const possible = given.filter((file) => !isWeights(file) && !areScores(file));
  const candidates = possible.length > 1 ? possible.filter((file) => labelsOf(file) === null) : possible;
  const telling = candidates.filter(({ name }) => TELLING.test(baseName(name)));
  const nearest = telling.length > 0 ? telling : candidates;
  if (nearest.length <= 1) return nearest;
  const readable = nearest.filter(holdsWords);
  return readable.length > 0 ? readable : nearest;
}

/** Of files that may hold words the one that names the classes. */
export function pickLabels(given: readonly ModelFile[]): readonly ModelFile[] {
  const possible = given.filter((file) => !isWeights(file));
  const [first, ...others] = possible.filter((file) => labelsOf(file) !== null);
  return first !== undefined && others.length === 0 && possible.length > 1 ? [first] : [];
}

/** What files turn out to hold, by their bytes: every format asks for it. */
const LABELS = new WeakMap<Uint8Array, { readonly names: readonly string[] | null }>();
const HOLDS_WORDS = new WeakMap<Uint8Array, boolean>();

function isWeights(file: ModelFile): boolean {
  return /\.(pt|pth)$/i.test(file.name) && hasWeights(file);
}

function isWords(file: ModelFile): boolean {
  return kindOfContent(file.bytes) === 'torch' && !hasWeights(file);
}

const HAS_WEIGHTS = new WeakMap<Uint8Array, boolean>();

function hasWeights({ name, bytes }: ModelFile): boolean {
  const known = HAS_WEIGHTS.get(bytes) ?? holdsTorchWeights(bytes, baseName(name));
  HAS_WEIGHTS.set(bytes, known);
  return known;
}

/** Scores of a program, to check the model by: of a vocabulary no entry is a list of numbers. */
const SCORES = /"(scores|logits|probabilities|predictions|outputs)"\s*:\s*\[/;
const ENOUGH_BYTES = 1 << 16;

function areScores({ name, bytes }: ModelFile): boolean {
  return /\.(json|txt)$/i.test(name) && SCORES.test(decodeLatin1(bytes.subarray(0, ENOUGH_BYTES)));
}

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
