import { type Explanation, METHOD_NAMES, type MethodName, type MethodResult } from '../../engine/protocol.ts';
import type { Display } from './display-store.ts';
import { scaleLimits } from './scale.ts';

/** A method that is shown, with its values and the value that gets the full colour. */
export interface ShownMethod {
  readonly method: MethodName;
  readonly result: MethodResult;
  readonly limit: number;
}

/** The methods to show, in the order of METHOD_NAMES. */
export function shownMethods(
  explanation: Explanation,
  display: Pick<Display, 'methods' | 'scale' | 'fixedLimit'>,
): readonly ShownMethod[] {
  const shown = METHOD_NAMES.filter(({ id }) => display.methods.includes(id)).flatMap((method) => {
    const result = explanation.methods.find(({ id }) => id === method.id);
    return result ? [{ method, result }] : [];
  });
  const limits = scaleLimits(
    shown.map(({ result }) => result.words),
    display,
  );
  const least = display.scale === 'method' ? leastLimit(explanation) : 0;
  return shown.map((one, index) => {
    const limit = limits[index] ?? 0;
    // A squared gradient is no share of a score.
    return { ...one, limit: one.method.signed && limit > 0 ? Math.max(limit, least) : limit };
  });
}

/** Of the largest score: where no word holds as much, as in a sentence of unknown words, none is shown in full colour. */
const SMALL_SHARE = 0.1;

function leastLimit({ scores }: Explanation): number {
  return SMALL_SHARE * scores.reduce((most, score) => Math.max(most, Math.abs(score)), 0);
}
