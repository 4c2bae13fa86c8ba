/**
 * The words of a data set on the plane in which their embeddings lie furthest apart, with what each is worth for a class: its relevance
 * is that of Representative words, over every sentence.
 */
import type { Dataset } from './dataset.ts';
import { DEFAULTS, type RepresentativeSettings } from './defaults.ts';
import type { Experiment, Job } from './experiment.ts';
import type { Plane } from './principal-plane.ts';
import { REPRESENTATIVE_WORDS, type RepresentativePartial, type RepresentativeResult } from './representative-words.ts';

export interface MapPartial extends RepresentativePartial {
  /** Of the job that has words and no sentences. */
  readonly plane: Plane | null;
}

export interface MapResult extends RepresentativeResult {
  /** [P] the words that have an embedding of their own: places in the lexicon, rising. Words that the model does not know have none. */
  readonly placed: Uint32Array;
  /** Of these words. */
  readonly plane: Plane;
}

export const WORD_MAP: Experiment<RepresentativeSettings, MapPartial, MapResult> = {
  defaults: DEFAULTS.map,

  prepare(dataset, settings, budget) {
    const jobs = REPRESENTATIVE_WORDS.prepare(dataset, settings, budget);
    return jobs.length > 0 ? [planeJob(dataset, settings), ...jobs] : [];
  },

  async runChunk(job, evaluator) {
    const { chunk } = job;
    if (chunk.sentences.length > 0) return { ...(await REPRESENTATIVE_WORDS.runChunk(job, evaluator)), plane: null };
    return { sentences: chunk.sentences, values: [], failures: [], plane: await evaluator.plane(chunk.ids) };
  },

  merge(dataset, settings, partials) {
    const plane = partials.find((partial) => partial.plane !== null)?.plane;
    const none = new Float64Array(0);
    return {
      ...REPRESENTATIVE_WORDS.merge(dataset, settings, partials),
      placed: plane ? placedWords(dataset) : new Uint32Array(0),
      plane: plane ?? { x: none, y: none, shares: [0, 0] },
    };
  },
};

function placedWords({ idOf, unknown }: Dataset): Uint32Array {
  return Uint32Array.from(idOf.keys()).filter((word) => unknown[word] === 0 && (idOf[word] ?? -1) >= 0);
}

function planeJob(dataset: Dataset, settings: RepresentativeSettings): Job<RepresentativeSettings> {
  const ids = Int32Array.from(placedWords(dataset), (word) => dataset.idOf[word] ?? -1);
  const chunk = { sentences: new Uint32Array(0), starts: Uint32Array.of(0), ids, gold: new Int16Array(0) };
  return { settings, chunk, cost: ids.length };
}
