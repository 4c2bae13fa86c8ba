import { METHOD_IDS } from '../explain/method-info.ts';
import { type MethodOptions, withDefaults } from '../explain/method-options.ts';
import { isAllowed, METHOD_OPTIONS, OPTION_IDS } from '../explain/option-ranges.ts';
import { LensError } from '../model/errors.ts';
import type { InsideMethod } from './inside-protocol.ts';
import { type ExplainRequest, type FaithfulnessRequest, MAX_RANDOM_ORDERS } from './protocol.ts';

/** Checks a request against the model and fills in defaults. @throws LensError InputError naming the field */
export function checkOptions(request: Omit<ExplainRequest, 'input'>, classes: readonly string[]): MethodOptions {
  const { target, contrast = null } = request;
  const isClass = (value: number) => Number.isInteger(value) && value >= 0 && value < classes.length;
  if (target !== 'predicted' && !isClass(target)) {
    throw inputError('target', 'is not a class of this model', `'predicted' or 0 to ${classes.length - 1}`, String(target));
  }
  if (contrast !== null && !isClass(contrast)) {
    throw inputError('contrast', 'is not a class of this model', `0 to ${classes.length - 1}`, String(contrast));
  }
  for (const method of request.methods) {
    if (!METHOD_IDS.includes(method)) {
      throw inputError('methods', 'there is no such method', METHOD_IDS.join(', '), String(method));
    }
  }
  const options = withDefaults({ ...request.options, ...request.lrp });
  for (const option of OPTION_IDS) {
    const { name, said } = METHOD_OPTIONS[option];
    const value = options[option];
    if (!isAllowed(option, value)) throw inputError(name, 'is out of range', said, String(value));
  }
  return options;
}

const INSIDE_METHODS: readonly InsideMethod[] = ['lrp', 'gradient'];

/** @throws LensError InputError */
export function checkInsideMethod(method: InsideMethod): void {
  if (!INSIDE_METHODS.includes(method)) {
    throw inputError('method', 'nothing of it is shown inside the network', INSIDE_METHODS.join(' or '), String(method));
  }
}

/** Checks how many random orders are asked for, and from which seed. @throws LensError InputError naming the field */
export function checkRandom({ randomOrders, seed }: Pick<FaithfulnessRequest, 'randomOrders' | 'seed'>): {
  orders: number;
  seed: number;
} {
  if (!(Number.isInteger(randomOrders) && randomOrders >= 1 && randomOrders <= MAX_RANDOM_ORDERS)) {
    throw inputError('randomOrders', 'is out of range', `a whole number from 1 to ${MAX_RANDOM_ORDERS}`, String(randomOrders));
  }
  if (!Number.isSafeInteger(seed)) throw inputError('seed', 'is not a whole number', 'a whole number', String(seed));
  return { orders: randomOrders, seed };
}

/** Word ids with the deleted positions zeroed. @throws LensError InputError for a position outside the sentence */
export function deleteWords(ids: Int32Array, deleted: readonly number[]): Int32Array {
  const kept = ids.slice();
  for (const position of deleted) {
    if (!(Number.isInteger(position) && position >= 0 && position < ids.length)) {
      throw inputError('delete', 'there is no word at this position', `positions 0 to ${ids.length - 1}`, String(position));
    }
    kept[position] = -1;
  }
  return kept;
}

export function inputError(where: string, problem: string, expected: string, found: string): LensError {
  return new LensError({ name: 'InputError', where, problem, expected, found });
}
