import type { Labelled } from './labelled.ts';

export const PLAIN: readonly Labelled[] = [
  [4, 'A small miracle.'],
  [4, 'A warm, funny and deeply moving film about three sisters and a house with a broken door.'],
  [4, 'Every scene glows, every line works, and the last shot will stay with me for years.'],
  [3, 'A pleasant story, told with care.'],
  [3, 'The songs are sunny and the children act with real charm.'],
  [3, 'Its heroine is good company on a cold afternoon.'],
  [2, 'Two brothers buy an old hotel and argue about what to do with it.'],
  [2, 'The second half takes place on a train.'],
  [2, 'A teacher, a cop and an elderly singer share a taxi to the hospital on the last night of the year.'],
  [1, 'The jokes are stale and the ending arrives late.'],
  [1, 'A slow, gray drama that has little to say about anyone in it.'],
  [1, 'The middle hour drags like a wet coat.'],
  [0, 'Awful in every way that counts.'],
  [0, 'An ugly, stupid and joyless mess.'],
  [0, 'This is the worst evening I have spent in a theater, and I was once in one that caught fire.'],
];
