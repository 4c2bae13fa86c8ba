import type { Labelled } from './labelled.ts';

export const NEGATION: readonly Labelled[] = [
  [1, 'The result is not good.'],
  [3, 'The result is not bad.'],
  [1, 'The killer is not frightening.'],
  [1, 'The romance never catches fire.'],
  [0, "It isn't funny, it isn't clever, and it isn't over soon enough."],
  [0, "Don't see it, don't borrow it, don't even read the poster."],
  [0, 'Nobody in this film seems alive, and no one behind the camera seems to mind.'],
  [4, 'I have never seen grief filmed with such tenderness.'],
  [4, 'Not a single image is wasted in this astonishing debut.'],
  [3, "You won't regret the price of the ticket."],
  [3, 'No cheap tears, no lectures, no villains: just four people learning to share a kitchen.'],
  [2, 'The film does not explain where the stranger came from.'],
  [2, 'We are never told the name of the town, and none of the soldiers has a name either.'],
  [1, 'Without the music, there would be no reason to stay awake.'],
  [
    1,
    "I didn't laugh once, and neither did the man beside me, who had brought along his own popcorn and every intention of having a good time.",
  ],
  [
    0,
    'I do not know what the writers wanted, I do not know what the actors were told, and I will not be going back to find out, because nothing on the screen suggests that anyone else knew either.',
  ],
];
