/** Which of the combinations that fit are different models, and a sentence that would tell these apart. */
import { mulberry32 } from '../model/random.ts';
import { MAX_TOKENS, VERIFIED_BELOW } from './protocol.ts';
import type { ReferenceSentence } from './reference-text.ts';
import { type Candidate, type Space, scoreSome } from './search-candidates.ts';

/** Where scores differ by no more than this, both may fit: no reference tells them apart. */
const SAME_BELOW = 2 * VERIFIED_BELOW;
/** Of those that fit: more are not told apart. */
export const MOST_TOLD_APART = 200;
const SHORT_LENGTHS = [1, 2, 3, 5, 8, 12];

/** Words for sentences that are made up. */
export interface ProbeWords {
  /** Numbers a row, where the model reads rows of them; else null. */
  readonly features: number | null;
  /** That the model knows. */
  readonly known: readonly string[];
  /** That it does not; null: all are. */
  readonly unknown: string | null;
}

/** Combinations that give the same scores, as far as references tell, whatever the sentence; the likeliest first. */
export type Alike = readonly [Candidate, ...Candidate[]];

export interface ToldApart {
  readonly groups: readonly Alike[];
  /** Where there are several: a sentence for which their scores differ, and the networks' scores, one row a group; null: none was found. */
  readonly sentence: { readonly tokens: readonly string[]; readonly scores: readonly (readonly number[])[] } | null;
}

/** @param fits the likeliest first */
export async function tellApart(space: Space, fits: readonly Candidate[], words: ProbeWords): Promise<ToldApart> {
  const probes = words.features === null ? probesFor(space, fits, words) : probesOfNumbers(words.features);
  const scores = new Map<Candidate, number[][]>();
  for (const probe of probes) {
    await scoreSome(space, fits, probe, (candidate, found) => {
      scores.set(candidate, [...(scores.get(candidate) ?? []), found ? Array.from(found) : []]);
    });
  }
  const of = (candidate: Candidate) => scores.get(candidate) ?? [];
  const groups: [Candidate, ...Candidate[]][] = [];
  for (const candidate of fits) {
    const same = groups.find(([first]) => of(first).every((row, probe) => distance(row, of(candidate)[probe]) <= SAME_BELOW));
    if (same) same.push(candidate);
    else groups.push([candidate]);
  }
  return {
    groups,
    sentence:
      groups.length > 1
        ? bestProbe(
            probes,
            groups.map(([first]) => of(first)),
          )
        : null,
  };
}

/** The probe that tells the most of them apart; of several the shortest. @param scores [group][probe][C] */
function bestProbe(
  probes: readonly ReferenceSentence[],
  scores: readonly (readonly (readonly number[])[])[],
): ToldApart['sentence'] {
  let best = { told: 0, at: -1 };
  for (const at of probes.keys()) {
    const rows = scores.map((probed) => probed[at] ?? []);
    const told = rows.reduce(
      (sum, row, index) => sum + rows.slice(0, index).filter((other) => distance(row, other) > SAME_BELOW).length,
      0,
    );
    if (told > best.told) best = { told, at };
  }
  const { tokens, numbers } = probes[best.at] ?? {};
  // Rows of numbers that are made up tell people nothing.
  return tokens === undefined || numbers !== undefined ? null : { tokens, scores: scores.map((probed) => probed[best.at] ?? []) };
}

/** The largest difference; Infinity where one of them has no scores, 0 where none has. */
function distance(a: readonly number[], b: readonly number[] = []): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, score, index) => Math.max(most, Math.abs(score - (b[index] ?? 0))), 0);
}

/** Made-up sentences, shortest first: short ones, one with a word that is not known, and ones longer than any length filled up to. */
function probesFor({ readings }: Space, fits: readonly Candidate[], { known, unknown }: ProbeWords): ReferenceSentence[] {
  const random = mulberry32(1);
  const sentence = (length: number) => Array.from({ length }, () => known[Math.floor(random() * known.length)] ?? '');
  const filled = fits.flatMap(({ reading }) => readings[reading]?.padding?.length ?? []);
  const long = [...new Set(filled)].map((length) => length + 3).filter((length) => length <= MAX_TOKENS);
  const lengths = [...SHORT_LENGTHS, ...long, ...(filled.length > 0 ? [MAX_TOKENS] : [])].sort((a, b) => a - b);
  const plain = lengths.map(sentence);
  const strange = unknown === null ? [] : [2, 4, 7].map((length) => sentence(length).with(Math.floor(length / 2), unknown));
  return [...plain, ...strange].sort((a, b) => a.length - b.length).map((tokens) => ({ tokens }));
}

function probesOfNumbers(features: number): ReferenceSentence[] {
  const random = mulberry32(1);
  const row = () => Array.from({ length: features }, () => 4 * random() - 2);
  return SHORT_LENGTHS.map((length) => ({ tokens: [], numbers: Array.from({ length }, row) }));
}
