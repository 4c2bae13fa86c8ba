import type { Labelled } from './labelled.ts';

export const COMPARISON: readonly Labelled[] = [
  [3, 'It is funnier than the first film and half as long.'],
  [3, 'Wiser than it looks, and deeper than it sounds.'],
  [3, 'As thrillers go, it is smarter than most.'],
  [4, 'Nothing else on screen this summer comes close.'],
  [4, 'No comedy this year has a bigger heart or a sharper tongue.'],
  [4, 'The finest war film in a decade, and easily the most human.'],
  [2, 'It is closer to a documentary than to a drama.'],
  [2, 'The brothers are as different as salt and sugar.'],
  [2, 'This version is ten minutes longer than the one that was shown last year, and no two scenes come in the same order.'],
  [
    2,
    'Compared with the book, which is short, dry and full of numbers, the film is long and full of songs, although both of them end on the same bridge, with the same two men and the same question.',
  ],
  [1, 'More a museum than a movie, and it keeps the lights off.'],
  [1, 'The remake is less frightening than its own poster.'],
  [1, 'The sequel is bigger, longer and not half as good.'],
  [1, 'It looks like a dream and moves like a traffic jam.'],
  [0, 'I have had more fun at the dentist.'],
  [0, 'Wet paint has more suspense than this, and better lines.'],
  [0, 'It makes a school play look like grand opera.'],
];
