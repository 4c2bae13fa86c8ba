import type { ExplainRequest, Explanation } from '../../engine/protocol.ts';

/** What was explained, to ask something else of the very same: its words, or its rows of numbers. */
export function inputOf({ tokens, numbers }: Pick<Explanation, 'tokens' | 'numbers'>): ExplainRequest['input'] {
  return numbers ? { numbers } : { tokens };
}
