import { formatError } from './format-error.ts';

/** Strict UTF-8; a byte order mark is dropped. */
export function decodeText(bytes: Uint8Array, where: string): string {
  const text = tryUtf8(bytes);
  if (text !== null) return text;
  throw formatError(where, 'is not UTF-8 text', { expected: 'UTF-8', found: 'bytes that are not valid UTF-8' });
}

/** null where `bytes` are not valid UTF-8. */
export function tryUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const CHUNK = 8192;

/** ISO 8859-1: every byte is the code point of the same number. (TextDecoder's 'latin1' is windows-1252.) */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return text;
}

/** null where a character is beyond U+00FF. */
export function encodeLatin1(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 255) return null;
    bytes[at] = code;
  }
  return bytes;
}
