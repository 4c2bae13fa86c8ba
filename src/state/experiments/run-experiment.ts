/** Runs an experiment in its worker. Loaded with the first run. */
import { createWorkerExperiments } from '../../engine/experiment-client.ts';
import type { ExperimentEngine, ExperimentModel } from '../../engine/experiment-protocol.ts';
import { engine } from '../engine.ts';
import { siteModel } from './own-models.ts';
import { type ExperimentRequest, type Outcome, sentencesOf } from './request.ts';

/** Reports come with every job: as many as one can see are passed on. */
const REPORT_MS = 100;
let experiments: ExperimentEngine | undefined;

/** The page's one; its worker starts with the first run. */
function experimentEngine(): ExperimentEngine {
  experiments ??= createWorkerExperiments();
  return experiments;
}

/** Tests put another in its place. */
export function replaceExperimentEngine(other: ExperimentEngine): void {
  experiments = other;
}

/**
 * @param modelKey tells this reading of these weights from all others
 * @param link to the result
 * @param onProgress cost done, and in all, and when: performance.now()
 */
export async function outcomeOf(
  signal: AbortSignal,
  request: ExperimentRequest,
  modelKey: string,
  link: string,
  onProgress: (done: number, total: number, now: number) => void,
): Promise<Outcome> {
  signal.throwIfAborted();
  const sentences = sentencesOf(request);
  const own = request.ownModel && siteModel(request.ownModel);
  const model: ExperimentModel = { key: modelKey, files: own ?? ((aborted) => engine().exportModel(aborted)) };
  const dataset = await experimentEngine().open(signal, model, sentences);
  const { id, settings } = request;
  let shown = 0;
  const run = await experimentEngine().run(signal, model, sentences, id, settings, ({ done, total }) => {
    const now = performance.now();
    if (now - shown < REPORT_MS) return;
    shown = now;
    onProgress(done, total, now);
  });
  const asked = own ? { ...request, model: { ...request.model, sha256: own.sha256['model.safetensors'] ?? '' } } : request;
  return { request: asked, dataset, ...run, finished: new Date(), link };
}
