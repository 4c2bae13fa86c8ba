/** The worker's side of the boundary: serves a LocalEngine over any Comlink endpoint. Errors go back as data and keep their fields. */
import { type Endpoint, expose, type ProxyMethods, releaseProxy, transfer } from 'comlink';
import { Breather } from './breather.ts';
import { LocalEngine } from './engine.ts';
import type { Engine } from './protocol.ts';
import { type Answer, type EngineMethod, fieldsOf, type PlainArguments, type WorkerApi } from './worker-api.ts';

type Progress = ((...values: unknown[]) => unknown) & Partial<ProxyMethods>;

/** @param endpoint where requests come from; in a worker, the worker itself */
export function serve(endpoint?: Endpoint): void {
  const engine = new LocalEngine();
  const running = new Map<number, AbortController>();

  async function run(id: number, method: EngineMethod, args: PlainArguments, onProgress: Progress | null): Promise<Answer> {
    const controller = new AbortController();
    running.set(id, controller);
    const breather = new Breather(controller.signal);
    try {
      // A cancellation already waiting in the queue is seen before any work is done: the latest request wins.
      await breather.yield();
      const call = engine[method] as (signal: AbortSignal, ...rest: unknown[]) => Promise<unknown>;
      const progress = (...values: unknown[]) => void onProgress?.(...values);
      const value = await call.call(engine, controller.signal, ...args, progress);
      const answer: Answer = { kind: 'value', value };
      const buffers = TRANSFERRED[method]?.(value as never) ?? [];
      return buffers.length > 0 ? transfer(answer, buffers) : answer;
    } catch (error) {
      const overtaken = error instanceof DOMException && error.name === 'AbortError';
      return controller.signal.aborted || overtaken ? { kind: 'aborted' } : { kind: 'error', fields: fieldsOf(error) };
    } finally {
      breather.close();
      running.delete(id);
      onProgress?.[releaseProxy]?.();
    }
  }

  const api: WorkerApi = { run, cancel: (id) => running.get(id)?.abort() };
  expose(api, endpoint);
}

/** Answers that are too long to be copied: their memory goes to the page. It must never be the model's own. */
const TRANSFERRED: { readonly [Method in EngineMethod]?: (value: Awaited<ReturnType<Engine[Method]>>) => Transferable[] } = {
  classify: ({ predicted, confidence, unknown }) => [predicted.buffer, confidence.buffer, unknown.buffer],
  download: (files) => files.map(({ bytes }) => bytes.buffer),
  exportModel: (files) => files.map(({ bytes }) => bytes.buffer),
  readSentences: ({ gold }) => [gold.buffer],
};
