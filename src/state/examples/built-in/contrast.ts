import type { Labelled } from './labelled.ts';

export const CONTRAST: readonly Labelled[] = [
  [1, 'The plot is clever, but the acting is never less than painful.'],
  [3, 'The tale is old, but the telling is fresh.'],
  [3, 'The budget was tiny, yet every room looks lived in.'],
  [3, 'Although the first hour is slow, the second is a delight.'],
  [1, 'Although the cast is splendid, the script gives them nothing to do.'],
  [4, 'I went in expecting a lecture, but I came out singing.'],
  [4, 'It is a film about dying, yet I have rarely felt so happy to be alive.'],
  [
    4,
    'Although it runs for three hours, moves between four wars and asks us to remember dozens of soldiers and their families, I would not give up a minute of it, and I wanted to begin again at once.',
  ],
  [2, 'The novel ends in spring, but the film ends in winter.'],
  [2, 'Some viewers will find it calm, yet others will simply find it slow.'],
  [2, 'The students at my screening cheered, but the family behind me left early.'],
  [1, 'It starts as a sharp satire, but it ends as a birthday card.'],
  [1, 'The monsters are magnificent; the people, however, are cardboard.'],
  [0, 'Despite its fine cast and a fortune in costumes, the film is a disaster.'],
  [0, 'It promises a feast, but it serves cold soup, and then it has the nerve to ask for more money.'],
];
