/** The worker's side of the boundary: serves an object's methods over any Comlink endpoint. Errors go back as data and keep their fields. */
import { type Endpoint, expose, type ProxyMethods, releaseProxy, transfer } from 'comlink';
import { Breather } from './breather.ts';
import { type Answer, fieldsOf, type PlainArguments, type WorkerApi } from './worker-api.ts';

type Progress = ((...values: unknown[]) => unknown) & Partial<ProxyMethods>;

/** An AbortSignal first, a progress callback last. */
type Served = Readonly<Record<string, (signal: AbortSignal, ...rest: never[]) => Promise<unknown>>>;

/** Of an answer that is too long to be copied: its memory, which goes to the other side. It must not be needed here any more. */
export type Transfers<Methods> = {
  readonly [Method in keyof Methods]?: Methods[Method] extends (...args: never[]) => infer Value
    ? (value: Awaited<Value>) => Transferable[]
    : never;
};

/** @param endpoint where requests come from; in a worker, the worker itself */
export function serve<Methods extends object>(methods: Methods, transfers: Transfers<Methods> = {}, endpoint?: Endpoint): void {
  const running = new Map<number, AbortController>();

  async function run(
    id: number,
    method: keyof Methods & string,
    args: PlainArguments,
    onProgress: Progress | null,
  ): Promise<Answer> {
    const controller = new AbortController();
    running.set(id, controller);
    const breather = new Breather(controller.signal);
    try {
      // A cancellation already waiting in the queue is seen before any work is done: the latest request wins.
      await breather.yield();
      const call = (methods as Served)[method] as unknown as (signal: AbortSignal, ...rest: unknown[]) => Promise<unknown>;
      const progress = (...values: unknown[]) => void onProgress?.(...values);
      const value = await call.call(methods, controller.signal, ...args, progress);
      const answer: Answer = { kind: 'value', value };
      const buffers = transfers[method]?.(value as never) ?? [];
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

  const api: WorkerApi<keyof Methods & string> = { greet: async () => {}, run, cancel: (id) => running.get(id)?.abort() };
  expose(api, endpoint);
}
