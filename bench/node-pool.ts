/** Word deletion on several threads, for the benchmark: jobs dealt out as workers come free, results in the order of the jobs. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Job } from '../src/experiments/experiment.ts';
import type { DeletionPartial, DeletionSettings } from '../src/experiments/word-deletion.ts';

export class NodePool {
  readonly #workers: Worker[];

  private constructor(workers: Worker[]) {
    this.#workers = workers;
  }

  /** Ready once every worker has loaded the model. */
  static async start(threads: number): Promise<NodePool> {
    const url = new URL('./node-worker.ts', import.meta.url).href;
    // A thread does not have the loader of TypeScript that its process was started with.
    const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(url)}, ${JSON.stringify(url)}))`;
    const workers = Array.from({ length: threads }, () => new Worker(start, { eval: true }));
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    return new NodePool(workers);
  }

  async run(jobs: readonly Job<DeletionSettings>[]): Promise<DeletionPartial[]> {
    const partials: DeletionPartial[] = [];
    const waiting = jobs.entries();
    const serve = async (worker: Worker) => {
      for (const [index, job] of waiting) {
        worker.postMessage(job);
        const [partial] = await once(worker, 'message');
        partials[index] = partial;
      }
    };
    await Promise.all(this.#workers.map(serve));
    return partials;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
