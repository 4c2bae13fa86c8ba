import type { Endpoint } from 'comlink';

/** A stand-in for Worker: the real host at the other end of a message channel, in this thread. */
export class LocalWorker extends EventTarget {
  static all: LocalWorker[] = [];
  readonly #near: MessagePort;
  readonly #far: MessagePort;
  terminated = false;

  /** @param host serves at the other end; null: nobody answers */
  constructor(host: ((endpoint: Endpoint) => void) | null) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#near = port1;
    this.#far = port2;
    host?.(port2 as unknown as Endpoint);
    port1.onmessage = (event) => this.dispatchEvent(new MessageEvent('message', { data: event.data }));
    LocalWorker.all.push(this);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#near.postMessage(message, transfer);
  }

  /** A second host at the other end. */
  serveAlso(host: (endpoint: Endpoint) => void): void {
    host(this.#far as unknown as Endpoint);
  }

  crash(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }

  terminate(): void {
    this.terminated = true;
    this.#near.close();
    this.#far.close();
  }
}

export function localWorker(host: ((endpoint: Endpoint) => void) | null): Worker {
  return new LocalWorker(host) as unknown as Worker;
}
