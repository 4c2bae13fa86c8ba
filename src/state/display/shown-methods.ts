import { type Explanation, METHODS, type MethodInfo, type MethodResult } from '../../engine/protocol.ts';
import type { Display } from './display-store.ts';
import { scaleLimits } from './scale.ts';

/** A method that is shown, with its values and the value that gets the full colour. */
export interface ShownMethod {
  readonly method: MethodInfo;
  readonly result: MethodResult;
  readonly limit: number;
}

/** The methods to show, in the order of METHODS. */
export function shownMethods(
  explanation: Explanation,
  display: Pick<Display, 'methods' | 'scale' | 'fixedLimit'>,
): readonly ShownMethod[] {
  const shown = METHODS.filter(({ id }) => display.methods.includes(id)).flatMap((method) => {
    const result = explanation.methods.find(({ id }) => id === method.id);
    return result ? [{ method, result }] : [];
  });
  const limits = scaleLimits(
    shown.map(({ result }) => result.words),
    display,
  );
  return shown.map((one, index) => ({ ...one, limit: limits[index] ?? 0 }));
}
