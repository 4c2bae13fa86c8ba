import type { Labelled } from './labelled.ts';

export const DOMAIN_WORDS: readonly Labelled[] = [
  [2, 'The director also wrote the screenplay and plays a small role.'],
  [2, 'It was shot in black and white, with subtitles in German.'],
  [2, 'The prologue is animated; the rest is live action.'],
  [2, 'The sequel has a new cast, a new studio and the same composer.'],
  [3, 'The cinematography is crisp and the editing is confident.'],
  [3, 'The camera is patient and the dialogue has a lovely rhythm.'],
  [3, 'An old-fashioned western with handsome landscapes and a likable cast.'],
  [4, 'A superb ensemble, a luminous score and a flawless final shot.'],
  [4, 'The camera work is breathtaking, and the leading lady gives the performance of her career.'],
  [
    4,
    'Here is a documentary so intimate, so patient and so brilliantly edited that its subjects, six elderly dancers, become more vivid than the stars of any big studio picture I have seen this year.',
  ],
  [1, 'The screenplay falls apart in the third act.'],
  [1, 'Endless flashbacks and hardly any story.'],
  [1, 'Clumsy editing and a noisy soundtrack drown out the dialogue.'],
  [0, 'A lifeless remake with a wretched script, wooden leads and cheap digital effects.'],
  [0, 'The special effects are laughable, the dialogue is worse, and the direction is asleep.'],
];
