import type { Labelled } from './labelled.ts';

export const IRONY: readonly Labelled[] = [
  [1, 'The best part was the walk home.'],
  [1, 'The explosions are very well acted.'],
  [1, 'Oh good, another hero with a dead wife and a fast car.'],
  [1, 'If you love waiting for trains, you will love the second act even more.'],
  [0, 'What a treat for anyone who likes noise more than music.'],
  [0, 'Bravo to everyone involved: they have made a comedy without a single joke.'],
  [
    0,
    'Bring a blanket, a friend and a very good book, because the film provides nothing but the darkness, and by the end of the first hour even the darkness has begun to look tired.',
  ],
  [0, "You can see where all the money went: into somebody's pocket."],
  [2, 'The title promises a storm, and there is indeed some rain.'],
  [2, 'It has a dog, a wedding and a sunset, so at least the trailer was honest.'],
  [3, 'How dare it be this charming?'],
  [3, 'Be careful with this one, or you might end up liking musicals.'],
  [3, 'I will never forgive this film for making me cry on the train in front of my own students.'],
  [4, 'Shame on this director, who has ruined every other love story for me.'],
  [4, 'Warning: this film may cause foolish happiness and a sudden need to call your mother.'],
];
