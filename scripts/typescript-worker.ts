import { Worker } from 'node:worker_threads';
import { isCompiled } from './compiled.ts';

/**
 * A worker thread that runs a file of TypeScript: a thread does not have the loader that its process was started with. In the package it runs
 * what became of that file, which stands beside the others.
 */
export function startWorker(url: URL, workerData?: unknown): Worker {
  const { href } = url;
  if (isCompiled) return new Worker(new URL(href.replace(/\.ts$/, '.js')), { workerData });
  const start = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(href)}, ${JSON.stringify(href)}))`;
  return new Worker(start, { eval: true, workerData });
}
