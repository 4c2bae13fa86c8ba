import type { WordNeighbour } from '../../engine/protocol.ts';

/** Cosine of two embeddings; what is less alike is near by chance. */
const LEAST_SIMILARITY = 0.6;

/** Of the nearest words by embedding, those that can stand in the word's place: a word for a word, a sign for a sign. */
export function sensibleNeighbours(word: string, neighbours: readonly WordNeighbour[]): readonly WordNeighbour[] {
  const isWord = (text: string) => /^\p{L}/u.test(text);
  return neighbours.filter((one) => one.similarity >= LEAST_SIMILARITY && isWord(one.word) === isWord(word));
}
