/** Seeded sentences of random words and classes for the models of tiny-model.ts, as a data set. */
import { buildDataset, type Dataset } from '../experiments/dataset.ts';
import type { ModelData } from '../model/model-data.ts';
import { mulberry32 } from '../model/random.ts';
import { Vocabulary } from '../model/vocabulary.ts';

export interface RandomDatasetOptions {
  readonly seed: number;
  readonly sentences: number;
  /** Lengths are uniform between the two. */
  readonly shortest: number;
  readonly longest: number;
  /** Share of words that the model does not know, and of sentences whose class is not known. */
  readonly unknown: number;
  readonly unlabelled: number;
}

const DEFAULTS: RandomDatasetOptions = { seed: 1, sentences: 30, shortest: 1, longest: 25, unknown: 0.1, unlabelled: 0.1 };

export function makeRandomDataset(model: ModelData, options: Partial<RandomDatasetOptions> = {}): Dataset {
  const { seed, sentences, shortest, longest, unknown, unlabelled } = { ...DEFAULTS, ...options };
  const random = mulberry32(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const word = () => (random() < unknown ? `unheard${below(4)}` : (model.words[below(model.words.length)] ?? ''));
  const { classes } = model.config;
  const made = Array.from({ length: sentences }, () => ({
    tokens: Array.from({ length: shortest + below(longest - shortest + 1) }, word),
    gold: random() < unlabelled ? null : below(classes.length),
  }));
  return buildDataset(made, classes, new Vocabulary(model.words, model.config));
}
