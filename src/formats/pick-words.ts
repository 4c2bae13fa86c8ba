/** Which of the given files is the vocabulary and which one names the classes: by what they hold, where their names do not tell. */
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import { decodeLatin1 } from './basics/index.ts';
import { baseName, holdsTorchWeights, kindOfContent } from './containers/index.ts';
import { readLabels, readVocabulary } from './vocabularies/index.ts';

const TELLING = /vocab|tokeni[sz]er|vectori[sz]er|word_?(2|to)?_?(id|ix|int)|word_?index|itos|stoi|dictionary|^(words|tokens)/i;

/** Of files of weights those that are some: torch.save writes vocabularies as well. */
export function pickWeights(picked: readonly ModelFile[]): readonly ModelFile[] {
  return picked.filter((file) => !isWords(file));
}

/** Of files that may hold words those that do, the classes' names left out. */
export function pickVocabulary(given: readonly ModelFile[]): readonly ModelFile[] {
  const possible = given.filter((file) => !isWeights(file) && !areScores(file));
  const candidates = possible.filter((file) => !isOfClasses(file, possible.length));
  const telling = candidates.filter(isTelling);
  const nearest = telling.length > 0 ? telling : candidates;
  if (nearest.length <= 1) return nearest;
  const readable = nearest.filter(holdsWords);
  return readable.length > 0 ? readable : nearest;
}

/** Of files that may hold words the one that names the classes. */
export function pickLabels(given: readonly ModelFile[]): readonly ModelFile[] {
  const possible = given.filter((file) => !isWeights(file));
  const [first, ...others] = possible.filter((file) => isOfClasses(file, possible.length));
  return first !== undefined && others.length === 0 ? [first] : [];
}

/**
 * The same of files that come one after the other: what was given later goes first, and what neither holds words nor is called so is
 * nothing to a model. Several that may be the vocabulary are all of them it.
 */
export function sortWords(
  given: readonly ModelFile[],
  isLater: (file: ModelFile) => boolean,
): ReadonlyMap<ModelFile, 'vocabulary' | 'labels'> {
  const possible = given.filter((file) => !isWeights(file) && !areScores(file));
  const labels = possible.filter((file) => isOfClasses(file, possible.length));
  const words = possible.filter((file) => !labels.includes(file) && (isTelling(file) || holdsWords(file)));
  const newest = (files: readonly ModelFile[]) => [files.filter(isLater), files].find((some) => some.length > 0) ?? [];
  const isOld = (file: ModelFile, chosen: readonly ModelFile[]) => !isLater(file) && chosen.some(isLater);
  const vocabulary = pickVocabulary(newest(words));
  const named = newest(labels);
  const roles = new Map<ModelFile, 'vocabulary' | 'labels'>();
  for (const file of words) if (vocabulary.includes(file) || isOld(file, vocabulary)) roles.set(file, 'vocabulary');
  for (const file of labels) if (named.length === 1 && (named.includes(file) || isOld(file, named))) roles.set(file, 'labels');
  return roles;
}

function isTelling({ name }: ModelFile): boolean {
  return TELLING.test(baseName(name));
}

/** Without a vocabulary beside it, a file of many names may be the vocabulary itself. */
const FEW_CLASSES = 64;

/** `beside`: how many files there are that may hold words, this one with them. */
function isOfClasses(file: ModelFile, beside: number): boolean {
  const names = labelsOf(file);
  return names !== null && (beside > 1 || (!isTelling(file) && names.length <= FEW_CLASSES));
}

/** What files turn out to hold, by their bytes: every format asks for it. */
const LABELS = new WeakMap<Uint8Array, { readonly names: readonly string[] | null }>();
const HOLDS_WORDS = new WeakMap<Uint8Array, boolean>();

/** What torch.save wrote, by its name or by what it holds; what is called a text is to be one. */
export function isWeights(file: ModelFile): boolean {
  const isSaved = /\.(pt|pth)$/i.test(file.name) || kindOfContent(file.bytes) === 'torch';
  return isSaved && !/\.(txt|json|vec|vocab)$/i.test(file.name) && hasWeights(file);
}

/** What torch.save wrote, without a tensor in it. */
export function isWords(file: ModelFile): boolean {
  return kindOfContent(file.bytes) === 'torch' && !hasWeights(file);
}

const HAS_WEIGHTS = new WeakMap<Uint8Array, boolean>();

function hasWeights({ name, bytes }: ModelFile): boolean {
  const known = HAS_WEIGHTS.get(bytes) ?? holdsTorchWeights(bytes, baseName(name));
  HAS_WEIGHTS.set(bytes, known);
  return known;
}

/** Scores of a program, to check the model by: of a vocabulary no entry is a list of numbers. */
const SCORES =
  /"(scores|logits|probabilities|predictions|outputs)"\s*:\s*\[|^.*\S\s*->\s*-?\d+(\.\d+)?(e[-+]?\d+)?([\s,]+-?[\d.e+-]+)*\s*$/im;
const ENOUGH_BYTES = 1 << 16;

export function areScores({ name, bytes }: ModelFile): boolean {
  return /\.(json|jsonl|ndjson|txt|tsv)$/i.test(name) && SCORES.test(decodeLatin1(bytes.subarray(0, ENOUGH_BYTES)));
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
