/** A worker thread of bench/node-pool.ts: the bundled model, and one job at a time. */
import { parentPort } from 'node:worker_threads';
import { takeIntoUse } from '../src/engine/model-in-use.ts';
import { modelEvaluator } from '../src/experiments/evaluator.ts';
import type { Job } from '../src/experiments/experiment.ts';
import { type ExperimentId, runJob, type SettingsOf } from '../src/experiments/table.ts';
import { readModel } from '../src/formats/read-model.ts';
import { bundledFiles } from '../src/testing/golden.ts';

interface Message<Id extends ExperimentId> {
  readonly id: Id;
  readonly job: Job<SettingsOf<Id>>;
}

const { network, constantClass } = takeIntoUse(await readModel(bundledFiles()));
const evaluator = modelEvaluator(network, constantClass);

parentPort?.on('message', async <Id extends ExperimentId>({ id, job }: Message<Id>) => {
  parentPort?.postMessage(await runJob(id, job, evaluator));
});
parentPort?.postMessage('ready');
