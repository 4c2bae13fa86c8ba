/** The page's side of the experiments' worker. */

import { transfer } from 'comlink';
import type { ExperimentHost, Held } from './experiment-host.ts';
import type { Dataset, Estimate, ExperimentEngine, ExperimentModel, ExperimentSentences } from './experiment-protocol.ts';
import { buffersOf } from './model-buffers.ts';
import { linkWorker, type StartWorker, type WorkerLink } from './worker-link.ts';

type Link = WorkerLink<keyof ExperimentHost>;

/** The worker starts with the first call, and anew with the first call after a crash. */
export function createWorkerExperiments(start: StartWorker = startWorker): ExperimentEngine {
  let current: Link | null = null;

  function connect(): Link {
    current ??= linkWorker(start(), 'experiments’ worker', () => {
      current = null;
    });
    return current;
  }

  /** A link to a worker that has the model and the sentences. It is asked what it has: it may be another than before. */
  async function prepare(signal: AbortSignal, model: ExperimentModel, sentences: ExperimentSentences): Promise<Link> {
    const link = connect();
    const held = (await link.send(signal, 'holds', [model.key, sentences.key])) as Held;
    if (!held.model) {
      if (typeof model.files === 'function') {
        const files = await model.files(signal);
        await link.send(signal, 'takeModel', transfer([model.key, files], buffersOf(files)));
      } else await link.send(signal, 'fetchModel', [model.key, model.files]);
    }
    if (!held.sentences) await link.send(signal, 'takeSentences', [{ ...sentences, slice: null }]);
    return link;
  }

  return {
    async open(signal, model, sentences) {
      const link = await prepare(signal, model, sentences);
      return (await link.send(signal, 'open', [sentences.key, sentences.slice])) as Dataset;
    },
    async estimate(signal, model, sentences, id, settings) {
      const link = await prepare(signal, model, sentences);
      return (await link.send(signal, 'estimate', [sentences.key, sentences.slice, id, settings])) as Estimate;
    },
    async run(signal, model, sentences, id, settings, onProgress) {
      const link = await prepare(signal, model, sentences);
      return link.send(signal, 'run', [sentences.key, sentences.slice, id, settings], onProgress) as Promise<never>;
    },
    bootstrap: (signal, figures, settings, onProgress) =>
      connect().send(signal, 'bootstrap', [figures, settings], onProgress) as Promise<never>,
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./experiments.worker.ts', import.meta.url), { type: 'module', name: 'lrp-lens-experiments' });
}
