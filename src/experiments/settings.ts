/** Settings that several experiments share, and their checks: a setting may come from a link. */
import { METHOD_NAMES, METHODS, type MethodId } from '../explain/method-names.ts';
import { isAllowed, LRP_DEFAULTS, type LrpOptions, METHOD_OPTIONS } from '../explain/method-options.ts';
import { LensError } from '../model/errors.ts';

export interface MethodSettings {
  readonly methods: readonly MethodId[];
  readonly lrp: LrpOptions;
}

export const METHOD_DEFAULTS: MethodSettings = { methods: METHODS.map(({ id }) => id), lrp: LRP_DEFAULTS };

/** Which class is explained: one for all sentences, or each sentence's predicted or true class. */
export type Target = 'predicted' | 'gold' | number;

export function checkMethods({ methods, lrp }: MethodSettings): void {
  const known = METHOD_NAMES.map(({ id }) => id);
  for (const [k, id] of methods.entries()) {
    if (!known.includes(id) || methods.indexOf(id) !== k) throw inputError('methods', `some of ${known.join(', ')}, once`, id);
  }
  for (const option of ['eps', 'biasFactor'] as const) {
    const { name, said } = METHOD_OPTIONS[option];
    if (!isAllowed(option, lrp[option])) throw inputError(name, said, String(lrp[option]));
  }
}

export function checkWhole(where: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw inputError(where, `a whole number from ${low} to ${high}`, String(value));
}

export function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed)) throw inputError('seed', 'a whole number', String(seed));
}

export function checkTarget(target: Target, classes: number): void {
  if (typeof target === 'number') checkWhole('target', target, 0, classes - 1);
}

/** Whether a sentence can be explained for this target: its true class may not be known. */
export function hasTarget(target: Target, gold: number): boolean {
  return target !== 'gold' || gold >= 0;
}

/** What to ask of Evaluator.explain. */
export function targetOf(target: Target, gold: number): number | 'predicted' {
  return target === 'gold' ? gold : target;
}

function inputError(where: string, expected: string, found: string): LensError {
  return new LensError({ name: 'InputError', where, problem: 'is out of range', expected, found });
}
