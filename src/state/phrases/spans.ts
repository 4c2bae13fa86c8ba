/** Spans of words, and how they are selected. Pure. */
import type { Span } from '../../engine/methods-protocol.ts';

/** What is selected from one word to another, whichever comes first. */
export function spanBetween(one: number, other: number): Span {
  return [Math.min(one, other), Math.max(one, other) + 1];
}

export function wordsIn([from, to]: Span): number {
  return to - from;
}

/** A phrase has two words at least: of one alone the heat maps say all. */
export function isPhrase(span: Span | null): span is Span {
  return span !== null && wordsIn(span) > 1;
}

export function isSameSpan(one: Span | null, other: Span | null): boolean {
  return one === other || (one !== null && other !== null && one[0] === other[0] && one[1] === other[1]);
}
