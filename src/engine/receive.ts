/** One HTTP answer, read as it comes: the only place where a response's stream is read. */

/** No byte for this long: the connection counts as lost. */
export const STALL_MS = 20_000;

/** The connection failed, was cut off or fell silent. An answer that came but is not wanted is an error of the receiver's own. */
export class BrokenTransfer extends Error {
  override readonly name = 'BrokenTransfer';
}

/** What is done with the answer; whatever these throw ends the transfer. */
export interface Receiver {
  readonly response: (response: Response) => void;
  readonly chunk: (bytes: Uint8Array) => void;
}

/**
 * Fetches `url` and hands over the answer's head and body.
 * @throws BrokenTransfer; what the receiver throws; the signal's reason once it is aborted
 */
export async function receive(
  signal: AbortSignal,
  url: string,
  init: RequestInit,
  stallMs: number,
  receiver: Receiver,
): Promise<void> {
  const stopped = new AbortController(); // ends the connection however this function is left
  let silent = false;
  const fallSilent = () => {
    silent = true;
    stopped.abort();
  };
  let timer = setTimeout(fallSilent, stallMs);
  const connected = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      signal.throwIfAborted();
      throw new BrokenTransfer(silent ? `nothing for ${stallMs / 1000} s` : messageOf(error), { cause: error });
    }
  };
  try {
    const response = await connected(fetch(url, { ...init, signal: AbortSignal.any([signal, stopped.signal]) }));
    receiver.response(response);
    const reader = response.body?.getReader();
    while (reader) {
      const { done, value } = await connected(reader.read());
      signal.throwIfAborted();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(fallSilent, stallMs);
      receiver.chunk(value);
    }
  } finally {
    clearTimeout(timer);
    stopped.abort();
  }
}

/** The length the answer says its bytes have once they are decoded; 0 where it cannot be told. */
export function declaredLength({ headers }: Response): number {
  return headers.has('content-encoding') ? 0 : Number(headers.get('content-length') ?? 0);
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
