import type { Labelled } from './labelled.ts';

export const DOUBLE_NEGATION: readonly Labelled[] = [
  [3, 'It is not without charm.'],
  [3, "I can't say I didn't enjoy it."],
  [3, 'Hardly a minute goes by without a good joke.'],
  [3, 'The young lead is never less than likable.'],
  [4, 'No one will leave the theater without a tear, and no tear is wasted.'],
  [4, 'There is never a moment when you do not care about these people.'],
  [4, "It never fails to astonish, and there is nothing in it that I wouldn't watch again tomorrow."],
  [2, "The film is not unlike the director's earlier work."],
  [2, "It is not that there isn't a story; it is just told very quietly."],
  [2, 'I would not say that nothing happens, nor that very much does.'],
  [1, 'It is not impossible to stay awake, but it is not easy either.'],
  [1, "There isn't an idea here that hasn't been used before, and not one of them was fresh the last time."],
  [1, 'Not even the dog fails to look embarrassed.'],
  [0, 'There is not one scene that does not insult its audience.'],
  [0, 'It never once fails to be dreadful.'],
  [0, "I can't think of anybody who would not hate it."],
];
