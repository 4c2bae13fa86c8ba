import { Worker } from 'node:worker_threads';

/** A worker thread that runs a file of TypeScript: a thread does not have the loader that its process was started with. */
export function startWorker(url: URL, workerData?: unknown): Worker {
  const { href } = url;
  const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(href)}, ${JSON.stringify(href)}))`;
  return new Worker(start, { eval: true, workerData });
}
