/** A model's files on their way into the engine: read once, and kept while they are asked about. */
import { LensError } from '../model/errors.ts';
import type { ModelFile } from '../model/model-data.ts';
import type { BlobFile, GivenModelFile } from './model-protocol.ts';
import type { LoadProgress } from './protocol.ts';

interface Held {
  readonly key: number;
  /** Its bytes until the files are let go; then null. */
  readonly open: Uint8Array<ArrayBuffer> | null;
  /** For as long as the model in use has its weights in them, they need not be read again. */
  readonly memory: WeakRef<ArrayBuffer>;
}

/** The bytes of the page's files. A file whose bytes are still in memory is not read again. */
export class ModelFiles {
  #held: readonly Held[] = [];

  /**
   * @param onProgress not called where nothing has to be read
   * @throws LensError LoadError where the browser cannot read a file; the signal's reason once it fires
   */
  async read(
    signal: AbortSignal,
    files: readonly GivenModelFile[],
    onProgress: (progress: LoadProgress) => void = () => {},
  ): Promise<readonly ModelFile[]> {
    const missing = files.filter(isBlob).filter(({ key }) => this.#find(key) === undefined);
    const totalBytes = missing.reduce((sum, { blob }) => sum + blob.size, 0);
    let before = 0;
    const now: (readonly [number, Uint8Array<ArrayBuffer>])[] = [];
    const read: ModelFile[] = [];
    for (const file of files) {
      if (!isBlob(file)) {
        read.push(file);
        continue;
      }
      const start = before;
      const known = this.#find(file.key);
      const bytes = known ?? (await readBlob(signal, file, (bytes) => onProgress({ loadedBytes: start + bytes, totalBytes })));
      if (!known) before += file.blob.size;
      now.push([file.key, bytes]);
      read.push({ name: file.name, bytes });
    }
    this.#held = now.map(([key, open]) => ({ key, open, memory: new WeakRef(open.buffer) }));
    return read;
  }

  /** Their memory may be had again, as far as no model is in it. */
  letGo(): void {
    this.#held = this.#held.map((one) => ({ ...one, open: null }));
  }

  /** While they are open the array is the same, by which readers know again what they have read. */
  #find(key: number): Uint8Array<ArrayBuffer> | undefined {
    const found = this.#held.find((one) => one.key === key);
    const buffer = found?.memory.deref();
    return found?.open ?? (buffer && new Uint8Array(buffer));
  }
}

function isBlob(file: GivenModelFile): file is BlobFile {
  return 'blob' in file;
}

async function readBlob(
  signal: AbortSignal,
  { name, blob }: BlobFile,
  onRead: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    signal.throwIfAborted();
    const buffer = await (typeof FileReader === 'undefined' ? blob.arrayBuffer() : readWhole(signal, blob, onRead));
    onRead(buffer.byteLength);
    return new Uint8Array(buffer);
  } catch (error) {
    signal.throwIfAborted();
    throw new LensError({
      name: 'LoadError',
      where: name,
      problem: 'the browser could not read this file',
      found: `${error instanceof Error ? error.message || error.name : String(error)} (${Math.ceil(blob.size / 1e6)} MB)`,
      advice:
        'Check that it has not been moved or changed in the meantime and that you have permission to read it; if it is large, close other pages.',
    });
  }
}

/** Into memory of its size at once, telling how far it is: pieces put together would be there twice. */
function readWhole(signal: AbortSignal, blob: Blob, onRead: (bytes: number) => void): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    const stop = () => reader.abort();
    signal.addEventListener('abort', stop);
    reader.onprogress = ({ loaded }) => onRead(loaded);
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error);
    reader.onabort = () => reject(signal.reason);
    reader.onloadend = () => signal.removeEventListener('abort', stop);
    reader.readAsArrayBuffer(blob);
  });
}
