import { expect, it } from 'vitest';
import { sensibleNeighbours } from './sensible-neighbours.ts';

it('offers a word for a word and a sign for a sign, and nothing that is far away', () => {
  const found = [
    { word: 'movie', similarity: 0.9 },
    { word: '-rrb-', similarity: 0.8 },
    { word: '!', similarity: 0.7 },
    { word: 'trifle', similarity: 0.55 },
  ];
  const words = (word: string) => sensibleNeighbours(word, found).map((one) => one.word);
  expect(words('film')).toEqual(['movie']);
  expect(words('.')).toEqual(['-rrb-', '!']);
});
