/** Worker threads for the benchmark, each with the bundled model: the runners of src/experiments/pool.ts. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
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
    const url = new URL('./node-worker.ts', import.meta.url).href;
    // A thread does not have the loader of TypeScript that its process was started with.
    const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(url)}, ${JSON.stringify(url)}))`;
    const workers = Array.from({ length: threads }, () => new Worker(start, { eval: true }));
    await Promise.all(workers.map((worker) => once(worker, 'message')));
    return new NodePool(workers);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
