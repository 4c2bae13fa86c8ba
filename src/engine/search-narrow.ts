/** Sentence by sentence, fewer combinations are left. */
import { type ReferenceScores, VERIFIED_BELOW } from './protocol.ts';
import { tokensOf } from './reference-text.ts';
import { type Candidate, differenceOf, holdAgainst, type Kinds, nearestOf, type Space, tryAll } from './search-candidates.ts';

/** Words of a sentence that tells much and costs little. */
const TELLING_LENGTH = 8;
/** An unknown word is read in several ways, which are all to be tried. */
const UNKNOWN_COSTS = 100;
/** So is a text that can be split in several ways, once for each. */
const SPLIT_COSTS = 20;

/**
 * The combinations that fit every sentence; where there are none, those that come nearest, in this order. One sentence rules out most:
 * all are tried with it, and with the others only what is left.
 */
export async function narrow(
  space: Space,
  references: readonly ReferenceScores[],
  kinds: Kinds,
  onTried: () => void,
): Promise<Candidate[]> {
  const [first, ...others] = mostTellingFirst(space, references);
  if (first === undefined) return [];
  const { fitting, nearest } = await tryAll(space, first, kinds, onTried);
  let left = fitting.length > 0 ? fitting : nearest;
  for (const reference of others) {
    const held = await holdAgainst(space, left, reference, kinds);
    const fit = held.filter((candidate) => differenceOf(candidate) < VERIFIED_BELOW);
    left = fit.length > 0 ? fit : nearestOf(held);
  }
  return fitting.length > 0 ? left : nearestOf(left);
}

function mostTellingFirst({ readings }: Space, references: readonly ReferenceScores[]): ReferenceScores[] {
  const [first] = readings;
  const ways = [
    ...new Map(readings.map((reading) => [`${reading.rules?.kind} ${reading.vocabulary.config.lowercase}`, reading])).values(),
  ];
  const cost = (reference: ReferenceScores) => {
    const { tokens, numbers } = reference;
    if (first === undefined || numbers !== undefined) return Math.abs(tokens.length - TELLING_LENGTH);
    const made = new Set(ways.map(({ rules, vocabulary }) => tokensOf(reference, rules, vocabulary).join(' ')));
    const unknown = tokensOf(reference, first.rules, first.vocabulary).some((token) => !first.vocabulary.has(token));
    return Math.abs(tokens.length - TELLING_LENGTH) + (unknown ? UNKNOWN_COSTS : 0) + SPLIT_COSTS * (made.size - 1);
  };
  return references
    .map((reference) => ({ reference, cost: cost(reference) }))
    .sort((a, b) => a.cost - b.cost)
    .map(({ reference }) => reference);
}
