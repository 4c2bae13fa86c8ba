/** Work goes on for at most this long before other messages are looked at. */
const SLICE_MS = 8;

/**
 * Lets long work yield to the thread's other messages: a request to explain a sentence is answered between two slices.
 * A MessageChannel is used because timers are held back to 4 ms and more once nested.
 */
export class Breather {
  readonly #signal: AbortSignal;
  readonly #channel = new MessageChannel();
  /** Messages go there and back in turn: Node reads on at a port while it finds messages, and everything else waits. */
  #there = true;
  #sliceEnd = performance.now() + SLICE_MS;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Yields when the slice is used up, after `before`, and tells whether it did. @throws the signal's reason once it fired */
  async pause(before?: () => void): Promise<boolean> {
    this.#signal.throwIfAborted();
    if (performance.now() < this.#sliceEnd) return false;
    before?.();
    await this.yield();
    return true;
  }

  /** Yields once to everything already waiting. @throws the signal's reason once it fired */
  async yield(): Promise<void> {
    const [from, to] = this.#there ? [this.#channel.port1, this.#channel.port2] : [this.#channel.port2, this.#channel.port1];
    this.#there = !this.#there;
    await new Promise<void>((resolve) => {
      to.onmessage = () => resolve();
      from.postMessage(null);
    });
    this.#signal.throwIfAborted();
    this.#sliceEnd = performance.now() + SLICE_MS;
  }

  /** Must be called at the end: an open channel keeps a Node process alive. */
  close(): void {
    this.#channel.port1.close();
  }
}

/** Does work that lets others in between. @throws what it throws, or the signal's reason once it fired */
export async function breathing<Done>(signal: AbortSignal, work: (breather: Breather) => Promise<Done>): Promise<Done> {
  const breather = new Breather(signal);
  try {
    return await work(breather);
  } finally {
    breather.close();
  }
}
