/** Shapes of the tensors of one LSTM and its output, and the roles they are given. */

import type { RoleMapping } from '../formats/roles/tensor-role.ts';
import { assignRoles } from '../formats/roles/tensor-roles.ts';

export type Shapes = Readonly<Record<string, readonly number[]>>;

/** V = 50, e = 6, d = 5, C = 3. */
export const UNI: Shapes = {
  'embedding.weight': [50, 6],
  'lstm.weight_ih_l0': [20, 6],
  'lstm.weight_hh_l0': [20, 5],
  'lstm.bias_ih_l0': [20],
  'lstm.bias_hh_l0': [20],
  'fc.weight': [3, 5],
  'fc.bias': [3],
};
export const BIDI: Shapes = {
  ...UNI,
  'lstm.weight_ih_l0_reverse': [20, 6],
  'lstm.weight_hh_l0_reverse': [20, 5],
  'lstm.bias_ih_l0_reverse': [20],
  'lstm.bias_hh_l0_reverse': [20],
  'fc.weight': [3, 10],
};

export function assign(shapes: Shapes, mapping?: RoleMapping, ignored?: readonly string[], vocabularySize = 50) {
  const tensors = new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape }]));
  return assignRoles(tensors, { vocabularySize, mapping, ignored }, 'm.pt');
}

export function namesOf(shapes: Shapes, mapping?: RoleMapping): Record<string, string> {
  return Object.fromEntries(assign(shapes, mapping).names);
}

export const without = (shapes: Shapes, ...names: string[]): Shapes =>
  Object.fromEntries(Object.entries(shapes).filter(([name]) => !names.includes(name)));
export const renamed = (shapes: Shapes, names: Readonly<Record<string, string>>): Shapes =>
  Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [names[name] ?? name, shape]));
