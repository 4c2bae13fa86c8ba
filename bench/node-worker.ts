/** A worker thread of bench/node-pool.ts: the bundled model, and one job at a time. */
import { parentPort } from 'node:worker_threads';
import { takeIntoUse } from '../src/engine/model-in-use.ts';
import { modelEvaluator } from '../src/experiments/evaluator.ts';
import type { Job } from '../src/experiments/experiment.ts';
import { type DeletionSettings, WORD_DELETION } from '../src/experiments/word-deletion.ts';
import { readModel } from '../src/formats/read-model.ts';
import { bundledFiles } from '../src/testing/golden.ts';

const { bilstm, constantClass } = takeIntoUse(await readModel(bundledFiles()));
const evaluator = modelEvaluator(bilstm, constantClass);

parentPort?.on('message', async (job: Job<DeletionSettings>) => {
  parentPort?.postMessage(await WORD_DELETION.runChunk(job, evaluator));
});
parentPort?.postMessage('ready');
