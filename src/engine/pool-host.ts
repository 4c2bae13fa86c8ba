/** A worker of the pool: one model, one job of an experiment at a time. */
import type { Endpoint } from 'comlink';
import { type Evaluator, modelEvaluator } from '../experiments/evaluator.ts';
import type { Job } from '../experiments/experiment.ts';
import { type ExperimentId, type PartialOf, runJob, type SettingsOf } from '../experiments/table.ts';
import { readModel } from '../formats/read-model.ts';
import type { ModelFile } from '../model/model-data.ts';
import { discard } from './model-buffers.ts';
import { takeIntoUse } from './model-in-use.ts';
import { serve } from './worker-host.ts';

export class PoolWorker {
  #evaluator: Evaluator | null = null;

  /** To be called before the first job. @param files native format; those that do not hold the embeddings are empty afterwards */
  async takeModel(_signal: AbortSignal, files: readonly ModelFile[]): Promise<void> {
    const { network, constantClass } = takeIntoUse(await readModel(files));
    this.#evaluator = modelEvaluator(network, constantClass);
    const { buffer } = network.embeddings();
    discard(files.filter(({ bytes }) => bytes.buffer !== buffer));
  }

  async runJob<Id extends ExperimentId>(_signal: AbortSignal, id: Id, job: Job<SettingsOf<Id>>): Promise<PartialOf<Id>> {
    if (!this.#evaluator) throw new Error('a job came before the model');
    return runJob(id, job, this.#evaluator);
  }
}

export function servePoolWorker(endpoint?: Endpoint): void {
  serve(new PoolWorker(), {}, endpoint);
}
