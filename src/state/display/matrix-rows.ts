import { type ClassMatrix, type Explanation, METHODS } from '../../engine/protocol.ts';
import type { Display } from './display-store.ts';
import { scaleLimits } from './scale.ts';

interface MatrixRow {
  readonly id: string;
  readonly label: string;
  readonly values: readonly number[];
  readonly signed: boolean;
  readonly limit: number;
}

/** A class x word matrix is one method, so its rows share one scale even where each method has its own. */
export function matrixRows(
  { explanation, matrix }: { readonly explanation: Explanation; readonly matrix: ClassMatrix },
  { scale, fixedLimit }: Pick<Display, 'scale' | 'fixedLimit'>,
): readonly MatrixRow[] {
  const limits = scaleLimits(matrix.values, { scale: scale === 'method' ? 'shared' : scale, fixedLimit });
  const signed = METHODS.find(({ id }) => id === matrix.method)?.signed ?? true;
  return matrix.values.map((values, index) => ({
    id: `class-${index}`,
    label: explanation.model.classes[index] ?? '',
    values,
    signed,
    limit: limits[index] ?? 0,
  }));
}
