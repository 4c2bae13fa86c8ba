import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256, hex, of the files' bytes one after another. */
export function hashFiles(files: readonly Uint8Array[]): string {
  const hash = sha256.create();
  for (const bytes of files) hash.update(bytes);
  return bytesToHex(hash.digest());
}
