import { type Explanation, type FailedMethod, type LrpOptions, METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';

/** A method's failure in this explanation; undefined where it has values. */
export function failureOf({ failed }: Pick<Explanation, 'failed'>, method: MethodId): FailedMethod | undefined {
  return failed?.find(({ id }) => id === method);
}

/** What a method was run with, whether it has values or not. */
export function parametersOf(explanation: Explanation, method: MethodId): Readonly<Record<string, number>> {
  const result = explanation.methods.find(({ id }) => id === method) ?? failureOf(explanation, method);
  return result?.parameters ?? {};
}

/** What LRP was run with, to ask something else of it. */
export function lrpOptionsOf(explanation: Explanation): Partial<LrpOptions> {
  const { eps, bias_factor: biasFactor } = parametersOf(explanation, 'lrp');
  return { ...(eps === undefined ? {} : { eps }), ...(biasFactor === undefined ? {} : { biasFactor }) };
}

/** Why there is no heat map, in a sentence or two. */
export function failureText({ id, error: { problem, found, advice } }: FailedMethod): string {
  const label = METHOD_NAMES.find((method) => method.id === id)?.label ?? id;
  const detail = found && found !== 'overflow' ? ` (${found})` : '';
  return `${label} has no values here: ${problem}${detail}.${advice ? ` ${advice}` : ''}`;
}
