import type { BlobFile, ModelFile } from '../../engine/protocol.ts';

let files = 0;

/** A file of the page's, which the engine reads. `like`: one of the same bytes, so that it need not read them again. */
export function blobFile(name: string, blob: Blob, like?: BlobFile): BlobFile {
  return { name, blob, key: like?.key ?? ++files };
}

/** Bytes that are in memory already; the browser may put them elsewhere. */
export function inBlob({ name, bytes }: ModelFile): BlobFile {
  return blobFile(name, new Blob([bytes as Uint8Array<ArrayBuffer>]));
}

export function bytesOf(given: readonly BlobFile[]): number {
  return given.reduce((sum, { blob }) => sum + blob.size, 0);
}
