import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 in hex; the browser's own is missing where the page is not served over https. */
export function hashOf(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

const digests = new WeakMap<Uint8Array, string>();

/** The same of what may be large, by the browser where it can: the page goes on meanwhile. */
export async function digestOf(bytes: Uint8Array): Promise<string> {
  const known = digests.get(bytes);
  if (known !== undefined) return known;
  const subtle = globalThis.crypto?.subtle;
  const digest = subtle ? bytesToHex(new Uint8Array(await subtle.digest('SHA-256', new Uint8Array(bytes)))) : hashOf(bytes);
  digests.set(bytes, digest);
  return digest;
}

/** Of bytes that were given to digestOf() before. */
export function knownDigest(bytes: Uint8Array): string | undefined {
  return digests.get(bytes);
}
