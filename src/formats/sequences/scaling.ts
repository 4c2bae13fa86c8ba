/** How the numbers of a file become those that a model was trained with: scaled = (value - offset) * factor, a feature at a time. */
import { dataError } from '../basics/index.ts';

export interface Scaling {
  readonly kind: 'none' | 'standard' | 'minmax' | 'typed';
  /** [F] each. */
  readonly offsets: readonly number[];
  readonly factors: readonly number[];
  /** MinMaxScaler(clip=True): between which values the result is kept. */
  readonly clip?: readonly [least: number, most: number] | undefined;
  /** [F] where the scaler was fitted on a table whose columns had names. */
  readonly names?: readonly string[] | undefined;
}

/** [R, F] scaled; a copy. */
export function scaled(values: Float64Array, scaling: Scaling): Float64Array {
  const F = scaling.offsets.length;
  return scaling.kind === 'none' ? values.slice() : values.map((value, at) => scaledValue(value, at % F, scaling));
}

export function scaledValue(value: number, feature: number, { offsets, factors, clip }: Scaling): number {
  const result = (value - (offsets[feature] ?? 0)) * (factors[feature] ?? 1);
  return clip ? Math.min(clip[1], Math.max(clip[0], result)) : result;
}

export function noScaling(width: number): Scaling {
  return { kind: 'none', offsets: Array(width).fill(0), factors: Array(width).fill(1) };
}

/**
 * Means and deviations as a person types them: numbers set apart by commas, blanks or lines; one alone stands for every feature.
 * @throws LensError InputError
 */
export function typedScaling(means: string, deviations: string, width: number): Scaling {
  const offsets = numbersIn(means, 'means', width);
  const spread = numbersIn(deviations, 'deviations', width);
  const zero = spread.indexOf(0);
  if (zero >= 0)
    throw dataError('deviations', 'a deviation is 0', { expected: 'numbers other than 0', found: `0 at place ${zero + 1}` });
  return { kind: 'typed', offsets, factors: spread.map((value) => 1 / value) };
}

function numbersIn(text: string, where: string, width: number): number[] {
  const parts = text.split(/[\s,;]+/).filter(Boolean);
  const values = parts.map((part) => Number(part.replaceAll('\u2212', '-')));
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw dataError(where, 'one is not a number', { expected: 'numbers', found: parts[wrong] ?? '' });
  if (values.length === 1) return Array(width).fill(values[0] ?? 0);
  if (values.length !== width) {
    throw dataError(where, 'there are not as many as features', {
      expected: `${width}, or one for all`,
      found: `${values.length}`,
    });
  }
  return values;
}
