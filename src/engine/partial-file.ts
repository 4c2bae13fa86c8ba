import { refused, tooLong } from './download-errors.ts';
import type { PublishedFile } from './model-protocol.ts';
import { BrokenTransfer, declaredLength, joined, type Receiver } from './receive.ts';

/**
 * A file of which a part may have come. What is missing is asked for by range, RFC 9110 section 14; a server that sends the whole
 * file all the same starts it over. `If-Range` is only sent where the page may read the ETag: to another host it asks for a
 * permission (CORS preflight) of its own, which a server that shows its ETag is expected to give.
 */
export class PartialFile implements Receiver {
  readonly #file: PublishedFile;
  #chunks: Uint8Array[] = [];
  #etag: string | null = null;
  /** 0 where the server does not tell. */
  totalBytes = 0;
  loadedBytes = 0;
  /** Whether the server has answered at all. */
  answered = false;
  /** Whether what is here was put together from more than one answer. */
  resumed = false;

  constructor(file: PublishedFile) {
    this.#file = file;
  }

  /** What to send for the rest of it. */
  headers(): Record<string, string> {
    if (this.loadedBytes === 0) return {};
    return { range: `bytes=${this.loadedBytes}-`, ...(this.#etag === null ? {} : { 'if-range': this.#etag }) };
  }

  startOver(): void {
    this.#chunks = [];
    this.#etag = null;
    this.totalBytes = 0;
    this.loadedBytes = 0;
    this.resumed = false;
  }

  response(response: Response): void {
    this.answered = true;
    const asked = this.loadedBytes;
    if (asked > 0 && response.status >= 500) throw new BrokenTransfer(`${response.status} ${response.statusText}`.trim());
    if (asked > 0 && !continues(response, asked)) {
      this.startOver();
      // 416: it has become shorter than what is here. Another part than the one asked for is as useless.
      if (response.status === 416 || response.status === 206) throw new BrokenTransfer('the rest was not sent');
    }
    if (!response.ok) throw refused(this.#file, response);
    const declared = declaredLength(response);
    this.resumed = this.loadedBytes > 0;
    this.totalBytes = declared > 0 ? this.loadedBytes + declared : 0;
    this.#etag = strongTag(response);
    if (this.totalBytes > this.#file.maxBytes) throw tooLong(this.#file, this.totalBytes);
  }

  chunk(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.loadedBytes += bytes.length;
    // The length may be that of the compressed answer, whose encoding another host need not show.
    if (this.loadedBytes > this.totalBytes) this.totalBytes = 0;
    if (this.loadedBytes > this.#file.maxBytes) throw tooLong(this.#file, this.loadedBytes);
  }

  /** @throws BrokenTransfer where the end came before the length that the server had told */
  whole(): Uint8Array {
    if (this.loadedBytes < this.totalBytes) throw new BrokenTransfer(`${this.loadedBytes} of ${this.totalBytes} bytes`);
    return joined(this.#chunks);
  }
}

/** Whether the answer is the rest that was asked for, as far as its headers may be read. */
function continues(response: Response, from: number): boolean {
  if (response.status !== 206) return false;
  const range = response.headers.get('content-range');
  return range === null || range.startsWith(`bytes ${from}-`);
}

/** A weak tag does not tell one byte from another. */
function strongTag({ headers }: Response): string | null {
  const tag = headers.get('etag');
  return tag === null || tag.startsWith('W/') ? null : tag;
}
