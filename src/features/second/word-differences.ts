/** What two heat maps of one sentence have in common, and where they differ. Pure. */
import type { Explanation, MethodId } from '../../engine/protocol.ts';
import { type Display, scaleLimits } from '../../state/display/index.ts';
import { formatSigned } from '../../ui/text/format-number.ts';
import { shortName } from '../../ui/text/short-name.ts';

/** The value that gets the full colour in all of them: the largest of all, unless the person has set another scale. */
export function commonLimit(rows: readonly (readonly number[])[], display: Pick<Display, 'scale' | 'fixedLimit'>): number {
  const scale = display.scale === 'method' ? 'shared' : display.scale;
  return Math.max(0, ...scaleLimits(rows, { ...display, scale }));
}

const NAMED = 3;

/** '“slow” (−1.20 and +0.31)': those whose values differ most, most first; none where the models split the sentence otherwise. */
export function differingWords(first: Explanation, second: Explanation, method: MethodId): string[] {
  const [a, b] = [first, second].map(({ methods }) => methods.find(({ id }) => id === method)?.words);
  if (!a || !b || first.tokens.length !== second.tokens.length) return [];
  const isSplitAlike = first.tokens.every((token, t) => token.toLowerCase() === second.tokens[t]?.toLowerCase());
  if (!isSplitAlike) return [];
  return first.tokens
    .map((token, t) => ({ token, a: a[t] ?? 0, b: b[t] ?? 0 }))
    .filter((one) => one.a !== one.b)
    .sort((one, other) => Math.abs(other.b - other.a) - Math.abs(one.b - one.a))
    .slice(0, NAMED)
    .map((one) => `“${shortName(one.token)}” (${formatSigned(one.a)} and ${formatSigned(one.b)})`);
}
