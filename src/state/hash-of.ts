import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 in hex; the browser's own is missing where the page is not served over https. */
export function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
