/** Combinations of a network and a reading, and how far their scores are from the references, sentence by sentence. */
import type { ModelConfig } from '../model/model-data.ts';
import { type Rows, rowsOfNumbers } from '../model/network-part.ts';
import { readRows } from '../model/padding.ts';
import { grouped } from './grouped.ts';
import { type ReferenceKind, type ReferenceScores, VERIFIED_BELOW } from './protocol.ts';
import { inKind, kindsOf, largestDifference } from './reference-kinds.ts';
import type { ReferenceSentence } from './reference-text.ts';
import type { Reading } from './search-readings.ts';
import type { StageRunner } from './search-runner.ts';
import { runTree, stageTree } from './search-tree.ts';
import type { Variant } from './search-variants.ts';
import type { WordTable } from './search-vectors.ts';

/** Where nothing fits, this many are held against every sentence. */
const NEAREST = 24;

export interface Candidate {
  /** Indices of its network and its reading. */
  readonly variant: number;
  readonly reading: number;
  /** The largest difference so far, of each kind that the scores can be. */
  readonly differences: readonly number[];
}

export interface Space {
  readonly variants: readonly Variant[];
  readonly readings: readonly Reading[];
  readonly words: WordTable;
  readonly runner: StageRunner;
  /** Yields from time to time. @throws the signal's reason once it fired */
  readonly pause: () => Promise<void>;
}

/** Of the kind that fits best. */
export function differenceOf({ differences }: Candidate): number {
  return Math.min(...differences);
}

/** What scores a network's output is: of one sigmoid output, those of two classes. */
function classScores({ isTwofold }: Pick<Variant, 'isTwofold'>, scores: Float64Array): ArrayLike<number> {
  return isTwofold ? [0, ...scores] : scores;
}

function outputOf({ output, isTwofold }: Pick<Variant, 'output' | 'isTwofold'>): ModelConfig['output'] {
  return isTwofold ? 'softmax' : output;
}

/** Whether its layers can read sentences of the length that the reading makes of them. */
export function isPossible({ length }: Variant, { padding }: Reading): boolean {
  return length === null || (padding !== null && !padding.masked && padding.length === length);
}

/** The kinds that the references can be, by what becomes of a network's scores. */
export class Kinds {
  readonly #references: readonly ReferenceScores[];
  readonly #known = new Map<string, readonly ReferenceKind[]>();

  constructor(references: readonly ReferenceScores[]) {
    this.#references = references;
  }

  of(variant: Variant): readonly ReferenceKind[] {
    const output = outputOf(variant);
    const kinds = this.#known.get(output) ?? kindsOf(this.#references, output);
    this.#known.set(output, kinds);
    return kinds;
  }

  differences(variant: Variant, given: readonly number[], scores: Float64Array | null): number[] {
    return this.of(variant).map((kind) => {
      if (scores === null) return Number.POSITIVE_INFINITY;
      return largestDifference(given, inKind(kind, classScores(variant, scores), given.length, outputOf(variant)));
    });
  }
}

/** Readings that make the same rows of a sentence. */
interface SameRows {
  readonly rows: Int32Array | Rows;
  readonly readings: readonly number[];
}

function byRows({ readings, words }: Space, chosen: Iterable<number>, sentence: ReferenceSentence): SameRows[] {
  const { numbers } = sentence;
  const read = [...chosen].flatMap((index): { readonly index: number; readonly rows: SameRows['rows'] }[] => {
    const reading = readings[index];
    if (reading === undefined) return [];
    if (numbers === undefined) return [{ index, rows: words.rowsOf(reading, sentence) }];
    const { from, to, before, length } = readRows(numbers.length, reading.padding);
    return [{ index, rows: rowsOfNumbers(numbers.slice(from, to), before, length) }];
  });
  const alike = grouped(read, ({ rows }) => (rows instanceof Int32Array ? rows : rows.values).join(' '));
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ rows: first.rows, readings: same.map(({ index }) => index) }];
  });
}

/** Every combination, held against one sentence: those that fit it and, of the others, the nearest. */
export async function tryAll(
  space: Space,
  reference: ReferenceScores,
  kinds: Kinds,
  onTried: (count: number) => void,
): Promise<{ readonly fitting: Candidate[]; readonly nearest: Candidate[] }> {
  const { variants, readings, runner, pause } = space;
  const fitting: Candidate[] = [];
  const nearest = new Nearest();
  const inputs = byRows(space, readings.keys(), reference);
  const indices = variants.map((_, index) => index);
  // A stage's words outermost: kernels compute no more of a sentence than differs from the one before.
  for (const root of stageTree(variants, indices)) {
    for (const { rows, readings: alike } of inputs) {
      await pause();
      await runTree(root, rows, runner, pause, (at, scores) => {
        const variant = variants[at];
        if (variant === undefined) return;
        const differences = kinds.differences(variant, reference.scores, scores);
        const isFit = Math.min(...differences) < VERIFIED_BELOW;
        for (const reading of alike) {
          const one = readings[reading];
          if (one === undefined || !isPossible(variant, one)) continue;
          onTried(1);
          const candidate = { variant: at, reading, differences };
          if (isFit) fitting.push(candidate);
          else nearest.add(candidate);
        }
      });
    }
  }
  return { fitting, nearest: nearest.list() };
}

class Nearest {
  #held: Candidate[] = [];
  #worst = Number.POSITIVE_INFINITY;

  add(candidate: Candidate): void {
    const difference = differenceOf(candidate);
    if (this.#held.length >= NEAREST && difference >= this.#worst) return;
    this.#held = nearestOf([...this.#held, candidate]);
    const last = this.#held.at(-1);
    this.#worst = last ? differenceOf(last) : Number.POSITIVE_INFINITY;
  }

  list(): Candidate[] {
    return this.#held;
  }
}

/** The nearest, as many as are held against every sentence. */
export function nearestOf(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => differenceOf(a) - differenceOf(b)).slice(0, NEAREST);
}

/** The scores of some combinations for a sentence. */
export async function scoreSome(
  space: Space,
  candidates: readonly Candidate[],
  sentence: ReferenceSentence,
  found: (candidate: Candidate, scores: Float64Array | null) => void,
): Promise<void> {
  const { variants, runner, pause } = space;
  const ofReading = grouped(candidates, ({ reading }) => reading);
  for (const { rows, readings: alike } of byRows(space, ofReading.keys(), sentence)) {
    const here = grouped(
      alike.flatMap((reading) => ofReading.get(reading) ?? []),
      ({ variant }) => variant,
    );
    for (const root of stageTree(variants, [...here.keys()])) {
      await pause();
      await runTree(root, rows, runner, pause, (at, scores) => {
        for (const candidate of here.get(at) ?? []) found(candidate, scores);
      });
    }
  }
}

/** Those candidates with one more sentence taken into account. */
export async function holdAgainst(
  space: Space,
  candidates: readonly Candidate[],
  reference: ReferenceScores,
  kinds: Kinds,
): Promise<Candidate[]> {
  const held: Candidate[] = [];
  await scoreSome(space, candidates, reference, (candidate, scores) => {
    const variant = space.variants[candidate.variant];
    if (variant === undefined) return;
    const more = kinds.differences(variant, reference.scores, scores);
    const differences = candidate.differences.map((difference, k) => Math.max(difference, more[k] ?? Number.POSITIVE_INFINITY));
    held.push({ ...candidate, differences });
  });
  return held;
}
