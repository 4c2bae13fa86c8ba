import { formatError, quote } from './format-error.ts';

/** Model files nest a few levels; deeper values would exhaust the stack of whatever walks them, JSON.stringify included. */
const DEEPEST = 100;

/** `text` as JSON, its parts yet to be checked. `expected`: what it should hold. */
export function parseJson(text: string, where: string, expected: string): unknown {
  if (nestsDeeper(text)) {
    throw formatError(where, 'is nested too deep', { expected: `at most ${DEEPEST} levels`, found: 'more' });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw formatError(where, 'is not valid JSON', { expected, found: quote(text) });
  }
}

/** The same of an object. */
export function parseJsonObject(text: string, where: string): object {
  const value = parseJson(text, where, 'a JSON object');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw formatError(where, 'is not a JSON object', { expected: 'a JSON object', found: quote(text) });
}

function nestsDeeper(json: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const char = json.charCodeAt(at);
    if (char === QUOTE) quoted = !quoted;
    else if (quoted) at += char === BACKSLASH ? 1 : 0;
    else if (char === BRACKET || char === BRACE) depth++;
    else if (char === BRACKET + 2 || char === BRACE + 2) depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const [QUOTE, BACKSLASH, BRACKET, BRACE] = [0x22, 0x5c, 0x5b, 0x7b];
