/** What the settings of an experiment are called, by their key, and why one would change them. */
export const SETTING_TEXTS: Readonly<Record<string, { readonly label: string; readonly help: string }>> = {
  bins: { label: 'Calibration bins', help: 'How many equal parts confidence is divided into.' },
  minLength: { label: 'Minimum words', help: 'Shorter sentences are skipped.' },
  deletions: { label: 'Words blanked out', help: 'The most words that are blanked out.' },
  intervals: { label: 'Intervals', help: 'How many equal parts a sentence is divided into.' },
  word: { label: 'Word', help: 'Every occurrence of it in the data set is listed.' },
  target: { label: 'Explained class', help: 'The class whose score is explained.' },
  randomRuns: {
    label: 'Random orders',
    help: 'How many times words are blanked out in a random order, as the baseline.',
  },
  seed: { label: 'Seed', help: 'For what is random: the same seed gives the same results.' },
  task: { label: 'Task', help: 'What the network does with the two marked numbers.' },
  sequences: { label: 'Sequences', help: 'How many sequences of numbers are made up.' },
};
