import type { KnownFile } from '../../../state/published/index.ts';
import { formatFixed, formatMegabytes } from '../../../ui/text/format-number.ts';

/** '213 KB', '9.4 MB' (10^3 and 10^6 bytes). */
export function byteSize(bytes: number): string {
  return bytes < 1e6 ? `${formatFixed(bytes / 1e3, 0)} KB` : `${formatMegabytes(bytes)} MB`;
}

export function fileSize({ bytes, sha256 }: KnownFile): string {
  return sha256 === null ? `about ${byteSize(bytes)}` : byteSize(bytes);
}
