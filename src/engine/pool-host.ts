/** A worker of the pool: one model, one job of an experiment at a time. */
import type { Endpoint } from 'comlink';
import { modelEvaluator } from '../experiments/evaluator.ts';
import type { Job } from '../experiments/experiment.ts';
import { type ExperimentId, type PartialOf, runJob, type SettingsOf } from '../experiments/table.ts';
import { readModel } from '../formats/read-model.ts';
import type { ModelFile } from '../model/model-data.ts';
import { Breather } from './breather.ts';
import { discard } from './model-buffers.ts';
import { type ModelInUse, takeIntoUse } from './model-in-use.ts';
import { serve } from './worker-host.ts';

export class PoolWorker {
  #model: ModelInUse | null = null;

  /** To be called before the first job. @param files native format; those that do not hold the embeddings are empty afterwards */
  async takeModel(_signal: AbortSignal, files: readonly ModelFile[]): Promise<void> {
    this.#model = takeIntoUse(await readModel(files));
    const { buffer } = this.#model.network.embeddings();
    discard(files.filter(({ bytes }) => bytes.buffer !== buffer));
  }

  /** Looks for a cancellation between two steps of a method, of which a sentence may have seconds. */
  async runJob<Id extends ExperimentId>(signal: AbortSignal, id: Id, job: Job<SettingsOf<Id>>): Promise<PartialOf<Id>> {
    if (!this.#model) throw new Error('a job came before the model');
    const { network, constantClass } = this.#model;
    const breather = new Breather(signal);
    try {
      return await runJob(
        id,
        job,
        modelEvaluator(network, constantClass, () => breather.pause()),
      );
    } finally {
      breather.close();
    }
  }
}

export function servePoolWorker(endpoint?: Endpoint): void {
  serve(new PoolWorker(), {}, endpoint);
}
