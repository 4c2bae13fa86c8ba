import type { Labelled } from './labelled.ts';

export const INTENSIFIER: readonly Labelled[] = [
  [4, 'Very, very funny.'],
  [4, 'An absolutely dazzling piece of work.'],
  [4, 'The photography is so incredibly beautiful that I forgot to read the subtitles.'],
  [4, 'Hugely entertaining, wildly inventive and, in its final minutes, almost unbearably sad.'],
  [3, 'It is quite good.'],
  [3, 'A fairly gripping thriller with a really nice twist.'],
  [3, 'I was pretty thoroughly entertained.'],
  [2, 'The film is somewhat longer than the play.'],
  [2, 'It is almost entirely set in one very small kitchen.'],
  [1, 'The hero is rather dull.'],
  [1, 'It is barely amusing.'],
  [1, 'The opening is a little slow, and the rest is a bit of a bore.'],
  [1, 'It is far too long, much too loud and extremely pleased with itself.'],
  [0, 'So very, very, very bad.'],
  [0, 'Utterly, completely, painfully dull.'],
  [0, 'A truly terrible script, really badly directed and even more badly sung.'],
];
