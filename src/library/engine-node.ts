/**
 * The engine for Node: `LocalEngine` computes in the thread that calls it, `createWorkerEngine` in a thread of its own.
 * @module lrp-lens/engine
 */
import { Worker as Thread } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { connectEngine } from '../engine/engine-connection.ts';
import type { Engine } from '../engine/protocol.ts';

export * from './engine-face.ts';

/** An engine in a thread of its own, started with the first request; after a crash the next request starts another, with the same model. */
export function createWorkerEngine(): Engine {
  return connectEngine(startThread, async () => {});
}

/** A thread with what the engine asks of a Web Worker. It keeps the process alive only while it owes an answer. */
function startThread(): Worker {
  const thread = new Thread(new URL('./engine-thread.js', import.meta.url));
  const endpoint = nodeEndpoint(thread);
  let unanswered = 0;
  thread.on('message', () => {
    unanswered--;
    if (unanswered <= 0) thread.unref();
  });
  return {
    postMessage: (message: unknown, transfer: Transferable[] = []) => {
      unanswered++;
      thread.ref();
      endpoint.postMessage(message, transfer);
    },
    addEventListener: (type: string, listener: (event: unknown) => void) => {
      if (type === 'message') endpoint.addEventListener(type, listener as never);
      else thread.on(type, (error: Error) => listener({ message: error.message, preventDefault: () => {} }));
    },
    removeEventListener: (type: string, listener: never) => endpoint.removeEventListener(type, listener),
    terminate: () => void thread.terminate(),
  } as unknown as Worker;
}
