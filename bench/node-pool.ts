/** Worker threads for the benchmark, each with the bundled model: the runners of src/experiments/pool.ts. */
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../scripts/typescript-worker.ts';
import type { JobRunner } from '../src/experiments/pool.ts';

export class NodePool {
  readonly #workers: Worker[];
  readonly runners: readonly JobRunner[];

  private constructor(workers: Worker[]) {
    this.#workers = workers;
    this.runners = workers.map((worker) => ({
      async run(id, job) {
        worker.postMessage({ id, job });
        const [partial] = await once(worker, 'message');
        return partial;
      },
    }));
  }

  /** Ready once every worker has loaded the model. */
  static async start(threads: number): Promise<NodePool> {
    const url = new URL('./node-worker.ts', import.meta.url);
    const workers = Array.from({ length: threads }, () => startWorker(url));
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    return new NodePool(workers);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
