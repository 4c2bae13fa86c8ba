/** Words of the vocabulary near one: in spelling, or in what the model makes of them. Loaded with the first question. */
import { nearestByEmbedding } from '../model/neighbours.ts';
import { nearSpellings } from '../model/spelling.ts';
import { Breather } from './breather.ts';
import type { ModelInUse } from './model-in-use.ts';
import type { SpellingSuggestion, WordNeighbour } from './protocol.ts';

/** As `Engine.nearestWords`. */
export async function nearestWords(
  signal: AbortSignal,
  { network, vocabulary }: ModelInUse,
  word: string,
  limit: number,
): Promise<WordNeighbour[]> {
  if (!vocabulary.has(word)) return [];
  const { words, markers } = vocabulary;
  const id = vocabulary.id(word);
  const breather = new Breather(signal);
  try {
    return await nearestByEmbedding(network.embeddings(), words, id, limit, markers, () => breather.pause());
  } finally {
    breather.close();
  }
}

/** As `Engine.nearSpellings`. */
export function nearestSpellings({ vocabulary }: ModelInUse, word: string, limit: number): SpellingSuggestion[] {
  const { words, config, markers } = vocabulary;
  return nearSpellings(config.lowercase ? word.toLowerCase() : word, words, limit, ...markers);
}
