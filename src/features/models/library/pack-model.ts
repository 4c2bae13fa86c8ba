import { zipSync } from 'fflate';
import type { ModelFile } from '../../../engine/protocol.ts';

/** A model's files as one zip with one folder in it, both named after the model in letters that every file system takes. */
export function packModel(name: string, files: readonly ModelFile[]): { readonly blob: Blob; readonly name: string } {
  const folder = folderNameOf(name);
  // Stored, not deflated: the digits of weights do not get smaller by much.
  const zip = zipSync(Object.fromEntries(files.map((file) => [`${folder}/${file.name}`, file.bytes])), { level: 0 });
  return { blob: new Blob([zip as Uint8Array<ArrayBuffer>], { type: 'application/zip' }), name: `${folder}.zip` };
}

function folderNameOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return plain.slice(0, 60) || 'model';
}
