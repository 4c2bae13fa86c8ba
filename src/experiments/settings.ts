/** Checks of the settings that several experiments share: a setting may come from a link. */
import { METHOD_IDS } from '../explain/method-info.ts';
import type { MethodOptions } from '../explain/method-options.ts';
import { isAllowed, METHOD_OPTIONS, OPTION_IDS } from '../explain/option-ranges.ts';
import { LensError } from '../model/errors.ts';
import type { MethodSettings, Target } from './defaults.ts';

/** What the methods are run with. */
export function optionsOf({ lrp, options }: MethodSettings): Partial<MethodOptions> {
  return { ...lrp, ...options };
}

export function checkMethods(settings: MethodSettings): void {
  const { methods } = settings;
  for (const [k, id] of methods.entries()) {
    if (!METHOD_IDS.includes(id) || methods.indexOf(id) !== k)
      throw inputError('methods', `some of ${METHOD_IDS.join(', ')}, once`, id);
  }
  const options = optionsOf(settings);
  for (const option of OPTION_IDS) {
    const { name, said } = METHOD_OPTIONS[option];
    const value = options[option];
    if (value !== undefined && !isAllowed(option, value)) throw inputError(name, said, String(value));
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

export function inputError(where: string, expected: string, found: string): LensError {
  return new LensError({ name: 'InputError', where, problem: 'is out of range', expected, found });
}
