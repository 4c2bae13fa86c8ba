import type { Labelled } from './labelled.ts';

export const MIXED: readonly Labelled[] = [
  [2, 'Half of the jokes work and half do not.'],
  [2, 'I was impressed more often than I was amused.'],
  [2, 'Good songs, bad dancing, average everything else.'],
  [2, 'There is a great short film hidden inside this dull long one.'],
  [2, 'The children are superb, the adults are awful, and the dog is fine.'],
  [
    2,
    'It wins you over with its wit, loses you with its lectures, wins you back with a wonderful chase through the streets, and then, just before the end, loses you again for good.',
  ],
  [3, 'Messy, loud, a little too long, and full of life.'],
  [3, 'Uneven as it is, I found it tender and often hilarious.'],
  [3, 'The villain is dull and the plot is a muddle, but the friendship at its heart is lovely.'],
  [3, 'Not every risk pays off, but I would rather watch this film fall than most films stand.'],
  [1, 'Lovely to look at, dull to listen to.'],
  [1, 'A strong start, a soft middle, a silly end.'],
  [1, 'Two fine actors struggle hard, and in vain, against a foolish script.'],
  [4, 'Some of it is silly, some of it is slow, and the whole is the most beautiful thing I have seen in years.'],
  [0, 'The costumes are pretty, and that is the only kind word I have for this cruel, lazy and pointless film.'],
];
