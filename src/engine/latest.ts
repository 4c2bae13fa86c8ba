/** Work of which only the latest of a kind is wanted: one that a newer one overtakes is given up, whoever asked for it. */
export class Latest {
  readonly #running = new Map<string, AbortController>();

  /** @throws an AbortError once `signal` fires, or other work of this kind begins */
  async run<Result>(signal: AbortSignal, kind: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.#running.get(kind)?.abort(new DOMException('a newer request of this kind took its place', 'AbortError'));
    const mine = new AbortController();
    const follow = () => mine.abort(signal.reason);
    signal.addEventListener('abort', follow);
    this.#running.set(kind, mine);
    try {
      return await work(mine.signal);
    } finally {
      signal.removeEventListener('abort', follow);
      if (this.#running.get(kind) === mine) this.#running.delete(kind);
    }
  }
}
