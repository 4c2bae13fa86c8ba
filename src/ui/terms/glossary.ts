/** What the page's technical terms mean, each in a sentence or two: for the terms themselves where they stand, and for the guide. */
export interface GlossaryEntry {
  readonly name: string;
  readonly text: string;
}

export type TermId = keyof typeof GLOSSARY;

export const GLOSSARY = {
  score: {
    name: 'Score (logit)',
    text: 'What the network computes for a class before it becomes a percentage. It may have any size and either sign; the highest score wins.',
  },
  relevance: {
    name: 'Relevance',
    text: 'The part of the score that a method assigns to a word. Above zero the word speaks for the class, below zero against it.',
  },
  target: {
    name: 'Target',
    text: 'The class whose score is explained. It is the predicted class until you choose another one.',
  },
  'strongest-colour': {
    name: 'Strongest colour',
    text: 'The colour at either end of the scale. A value as large as the number given here gets it, smaller values get paler ones. On a dark page it is the most vivid colour rather than the darkest.',
  },
  embedding: {
    name: 'Embedding',
    text: 'The list of numbers that stands for a word inside the network. Similar words have similar numbers.',
  },
  'hidden-state': {
    name: 'Hidden state',
    text: 'The numbers that a recurrent network carries from one word to the next: its memory of what it has read so far.',
  },
  'blank-out': {
    name: 'Blanking out',
    text: 'Sets a word’s embedding to zero. The word keeps its place, so the words after it do not move up.',
  },
  interaction: {
    name: 'Interaction',
    text: 'What several words do together beyond what each of them does alone: the value of the phrase minus the sum of the values of its words.',
  },
  'contextual-decomposition': {
    name: 'Contextual decomposition',
    text: 'Parts each state of an LSTM, step by step, into what comes of the words asked about and what comes of all else. It can do so for a phrase as for a word.',
  },
  eps: {
    name: 'Stabiliser ε (eps)',
    text: 'A small number that LRP adds to every sum it divides by, so that it never divides by almost zero. A larger one damps large values and lets more relevance leak.',
  },
  'bias-factor': {
    name: 'Bias factor',
    text: 'How much of the share of biases and stabiliser is spread over the words: 0, as recommended, spreads none of it; 1 spreads all, so that words and initial states add up to the whole score.',
  },
  conservation: {
    name: 'Conservation',
    text: 'On its way back through the network, relevance is only divided up. Nothing is lost and nothing is added, so all parts add up to the score.',
  },
  'initial-states': {
    name: 'Initial states',
    text: 'Relevance that flows back past the first word, to the hidden states that the network starts from.',
  },
  'bias-share': {
    name: 'Bias share',
    text: 'Relevance that ends at the network’s biases: numbers that it adds whatever the sentence says.',
  },
  'stabiliser-share': {
    name: 'Stabiliser share',
    text: 'Relevance that is lost to ε, the small number that keeps LRP from dividing by almost zero.',
  },
  padding: {
    name: 'Padding',
    text: 'Rows that fill a short sentence up to the length that the model reads. They are no words, but relevance may end there.',
  },
  aopc: {
    name: 'AOPC',
    text: 'Area over the perturbation curve: how far the probability drops as words are blanked out, averaged over several shares of the words.',
  },
  'rank-correlation': {
    name: 'Rank correlation',
    text: 'How alike two orders of the words are: 1 for the same order, 0 for no relation, −1 for the opposite order.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>;
