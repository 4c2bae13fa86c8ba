/** The experiments' coordinator, in a worker of its own: holds model and data sets, cuts jobs, puts results together. */
import type { Endpoint } from 'comlink';
import { buildDataset, type Dataset, type DatasetSentence } from '../experiments/dataset.ts';
import { type Estimate, estimateInPool } from '../experiments/estimate.ts';
import {
  type BootstrapSettings,
  type PairedEstimate,
  type PairedFigure,
  pairedBootstrap,
} from '../experiments/paired-bootstrap.ts';
import { runInPool } from '../experiments/pool.ts';
import type { ExperimentId, SettingsOf } from '../experiments/table.ts';
import { readModel } from '../formats/read-model.ts';
import type { ModelFile } from '../model/model-data.ts';
import { type TokenizeOptions, tokenize } from '../model/tokenizer.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { Breather } from './breather.ts';
import type { ExperimentProgress, ExperimentRun, ExperimentSentences, SiteModel } from './experiment-protocol.ts';
import { fetchModel } from './fetch-model.ts';
import { textsReader } from './model-in-use.ts';
import { MAX_TOKENS } from './protocol.ts';
import { serve } from './worker-host.ts';
import type { StartWorker } from './worker-link.ts';
import { workerBytes } from './worker-memory.ts';
import { WorkerPool } from './worker-pool.ts';

/** Data sets that are kept: built-in, SST, and one of the user's. */
const MAX_DATASETS = 3;

interface Model {
  readonly key: string;
  readonly classes: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly tokenizer: TokenizeOptions;
  readonly pool: WorkerPool;
  /** By key, the one used last at the end. */
  readonly datasets: Map<string, Dataset>;
}

type Slice = ExperimentSentences['slice'];

export interface Held {
  readonly model: boolean;
  readonly sentences: boolean;
}

export class ExperimentHost {
  readonly #start: StartWorker;
  readonly #cores: number;
  #model: Model | null = null;

  constructor(start: StartWorker, cores: number) {
    this.#start = start;
    this.#cores = cores;
  }

  /** What need not be sent. */
  async holds(_signal: AbortSignal, modelKey: string, key: string): Promise<Held> {
    const model = this.#model?.key === modelKey && this.#model.pool.isUsable ? this.#model : null;
    return { model: model !== null, sentences: model?.datasets.has(key) ?? false };
  }

  /** @param files native format; they are handed on to the pool's workers */
  async takeModel(signal: AbortSignal, key: string, files: readonly ModelFile[]): Promise<void> {
    const model = await readModel(files);
    const { config, words } = model;
    signal.throwIfAborted();
    await this.#model?.pool.terminate();
    const pool = new WorkerPool(this.#start, files, workerBytes(model), this.#cores);
    this.#model = { key, classes: config.classes, ...textsReader(words, config), pool, datasets: new Map() };
  }

  /** @throws LensError LoadError that names the file */
  async fetchModel(signal: AbortSignal, key: string, source: SiteModel): Promise<void> {
    await this.takeModel(signal, key, await fetchModel(signal, source, () => {}));
  }

  /** @throws LensError InputError that names a sentence */
  async takeSentences(signal: AbortSignal, sentences: ExperimentSentences): Promise<void> {
    const model = this.#modelInUse();
    const tokenised = await splitTexts(signal, sentences, model.tokenizer);
    const dataset = { ...buildDataset(tokenised, model.classes, model.vocabulary), phenomena: sentences.phenomena };
    const [oldest] = model.datasets.keys();
    if (model.datasets.size >= MAX_DATASETS && oldest !== undefined) model.datasets.delete(oldest);
    model.datasets.set(sentences.key, dataset);
  }

  async open(_signal: AbortSignal, key: string, slice: Slice): Promise<Dataset> {
    return this.#dataset(key, slice);
  }

  async estimate<Id extends ExperimentId>(
    signal: AbortSignal,
    key: string,
    slice: Slice,
    id: Id,
    settings: SettingsOf<Id>,
  ): Promise<Estimate> {
    const dataset = this.#dataset(key, slice);
    const runners = await this.#modelInUse().pool.runners();
    return estimateInPool(id, dataset, settings, runners, { signal });
  }

  async run<Id extends ExperimentId>(
    signal: AbortSignal,
    key: string,
    slice: Slice,
    id: Id,
    settings: SettingsOf<Id>,
    onProgress: (progress: ExperimentProgress) => void,
  ): Promise<ExperimentRun<Id>> {
    const dataset = this.#dataset(key, slice);
    const { pool } = this.#modelInUse();
    const runners = await pool.runners();
    const start = performance.now();
    const workers = runners.length;
    const report = (done: number, total: number) => onProgress({ done, total, workers });
    const result = await runInPool(id, dataset, settings, runners, { signal, onProgress: report });
    return { result, milliseconds: performance.now() - start, workers, heldBack: pool.heldBack };
  }

  /** Of results that are here already: needs neither model nor sentences. */
  async bootstrap(
    signal: AbortSignal,
    figures: readonly PairedFigure[],
    settings: BootstrapSettings,
    onProgress: (share: number) => void,
  ): Promise<readonly PairedEstimate[]> {
    const breather = new Breather(signal);
    const work = pairedBootstrap(figures, settings);
    try {
      for (;;) {
        const step = work.next();
        if (step.done) return step.value;
        if (await breather.pause()) onProgress(step.value);
      }
    } finally {
      breather.close();
    }
  }

  #modelInUse(): Model {
    if (!this.#model) throw new Error('the experiments’ worker has no model');
    return this.#model;
  }

  /** Its sentences are kept once, whatever slices of them are asked for. */
  #dataset(key: string, slice: Slice): Dataset {
    const { datasets } = this.#modelInUse();
    const dataset = datasets.get(key);
    if (!dataset) throw new Error('the experiments’ worker does not have these sentences');
    datasets.delete(key);
    datasets.set(key, dataset);
    return { ...dataset, slice };
  }
}

async function splitTexts(
  signal: AbortSignal,
  { texts, tokenised, gold }: ExperimentSentences,
  tokenizer: TokenizeOptions,
): Promise<DatasetSentence[]> {
  const breather = new Breather(signal);
  const sentences: DatasetSentence[] = [];
  try {
    for (const [n, text] of texts.entries()) {
      await breather.pause();
      const tokens = tokenised ? text.split(' ') : tokenize(text, tokenizer).map((token) => token.text);
      const label = gold[n] ?? -1;
      sentences.push({ tokens: tokens.slice(0, MAX_TOKENS), gold: label < 0 ? null : label });
    }
  } finally {
    breather.close();
  }
  return sentences;
}

/** @param endpoint where requests come from; in a worker, the worker itself */
export function serveExperiments(start: StartWorker, cores: number, endpoint?: Endpoint): void {
  serve(new ExperimentHost(start, cores), {}, endpoint);
}
