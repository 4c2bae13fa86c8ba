/** A model's files are large: their memory is handed on or freed rather than left to the garbage collector of each worker. */
import type { ModelFile } from '../model/model-data.ts';

/** Memory of the files, once each. Files that are views of the same memory go together. */
export function buffersOf(files: readonly ModelFile[]): ArrayBuffer[] {
  return [...new Set(files.map(({ bytes }) => bytes.buffer).filter((buffer) => buffer instanceof ArrayBuffer))];
}

/** The files are empty afterwards: what is sent and never read is freed at once. */
export function discard(files: readonly ModelFile[]): void {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(null, buffersOf(files));
  port1.close();
  port2.close();
}
