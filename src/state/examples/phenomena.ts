/** The one table of what the built-in examples show: filters, headings and tests all read it. */
export interface Phenomenon {
  readonly id: PhenomenonId;
  readonly label: string;
  /** One sentence: what to look for in the relevances. */
  readonly explanation: string;
}

export type PhenomenonId =
  | 'plain'
  | 'negation'
  | 'double-negation'
  | 'intensifier'
  | 'contrast'
  | 'comparison'
  | 'irony'
  | 'mixed'
  | 'domain-words'
  | 'unknown-words';

export const PHENOMENA: readonly Phenomenon[] = [
  {
    id: 'plain',
    label: 'Plain',
    explanation: 'The sentiment is in the words themselves, or there is none: relevance should be where a reader expects it.',
  },
  {
    id: 'negation',
    label: 'Negation',
    explanation:
      'A word such as “not”, “no” or “never” reverses what follows: does the model give relevance to it, and to the words it reverses?',
  },
  {
    id: 'double-negation',
    label: 'Double negation',
    explanation: 'Two negatives that cancel each other or grow together, as in “not without” and “never less than”.',
  },
  {
    id: 'intensifier',
    label: 'Intensifier',
    explanation: 'Words that say how much, from “barely” to “utterly”, often decide between a class and its stronger neighbour.',
  },
  {
    id: 'contrast',
    label: 'Contrast',
    explanation:
      'With “but”, “although” or “yet” one half of the sentence outweighs the other, and the halves should differ in colour.',
  },
  {
    id: 'comparison',
    label: 'Comparison',
    explanation:
      'The verdict is relative: better, worse or no different than something else, which may itself be praised or blamed.',
  },
  {
    id: 'irony',
    label: 'Irony',
    explanation: 'The words say one thing and the reviewer means another, so a model that trusts single words is misled.',
  },
  {
    id: 'mixed',
    label: 'Mixed',
    explanation: 'Praise and blame in one sentence: both should show up in the relevances even where one label sums them up.',
  },
  {
    id: 'domain-words',
    label: 'Domain words',
    explanation:
      'The vocabulary of film-making, which is neutral in itself but may have picked up a sentiment from the training reviews.',
  },
  {
    id: 'unknown-words',
    label: 'Unknown words',
    explanation:
      'New or invented words the model never saw in training: all of them share one embedding, so it has to rely on the rest.',
  },
];
