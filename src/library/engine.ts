/**
 * The engine for browsers: `LocalEngine` computes in the thread that calls it, `createWorkerEngine` in a Web Worker.
 * @module lrp-lens/engine
 */
import { connectEngine } from '../engine/engine-connection.ts';
import type { Engine } from '../engine/protocol.ts';

export * from './engine-face.ts';

/**
 * An engine in a Web Worker of its own, started with the first request; after a crash the next request starts another, with the same model.
 *
 * @param start starts the worker's script, `lrp-lens/engine-worker`, where a bundler does not find it by itself
 */
export function createWorkerEngine(start: () => Worker = startWorker): Engine {
  return connectEngine(start, async () => {});
}

function startWorker(): Worker {
  return new Worker(new URL('./engine-worker.js', import.meta.url), { type: 'module', name: 'lrp-lens-engine' });
}
