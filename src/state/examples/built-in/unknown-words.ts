import type { Labelled } from './labelled.ts';

/** Each holds at least one word that the bundled model's vocabulary lacks; all names are invented. */
export const UNKNOWN_WORDS: readonly Labelled[] = [
  [4, 'If a film can be unputdownable, this one is.'],
  [4, 'Gloriously bingeable and splendidly silly.'],
  [4, 'Ilvane Torrisk has made a masterpiece, and newcomer Odo Brask is a revelation.'],
  [3, 'Zorvella Quindle is delightful as a retired bank robber.'],
  [3, 'The whole thing is bonkersome, and I liked it.'],
  [3, 'A likable tale of smartphones, stolen bicycles and first love.'],
  [2, 'The hero posts a selfie from every town along the river.'],
  [2, 'Captain Brundlewick sails to the island of Osterhaven to find a map.'],
  [2, 'The livestream begins at midnight in an empty flat in Krellborough.'],
  [1, 'The lovers talk like two chatbots who have read the same book.'],
  [1, 'The plot is a spaghettified muddle.'],
  [1, 'Its hashtags and emojis already look out of date, and so does everybody who has to say them.'],
  [0, 'Snoozetastic, and proud of it.'],
  [0, 'A cringeworthy, clickbaity, thoroughly nasty little movie.'],
  [0, 'Not even the great Pembrose Ashgrove can save this horrible, blandified bore.'],
];
