import { formatError, quote } from './format-error.ts';

/** `text` as a JSON object, its fields yet to be checked. */
export function parseJsonObject(text: string, where: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw formatError(where, 'is not valid JSON', { expected: 'a JSON object', found: quote(text) });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw formatError(where, 'is not a JSON object', { expected: 'a JSON object', found: quote(text) });
}
