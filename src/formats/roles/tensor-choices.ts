/** What a person chooses from where roles are given by hand: of each role, the tensors whose shape fits. Files hold thousands of others. */
import { type RoleMapping, TENSOR_ROLES, type TensorRole } from './tensor-role.ts';

export interface TensorShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The first few of the tensors that are meant, and how many there are. */
interface TensorList {
  readonly tensors: readonly TensorShape[];
  readonly total: number;
}

/** The tensors of a file as a form needs them: no list is longer than MOST_LISTED. */
export interface TensorChoices {
  /** Tensors in the file. */
  readonly total: number;
  /** Those whose shape fits the role, as far as the sizes are known; of an embedding those with a row a word come first. */
  readonly fitting: Readonly<Record<TensorRole, TensorList>>;
  /** Those that were searched for, whatever their shape; null: nothing was searched for. */
  readonly found: TensorList | null;
  /** Without a role; where something is searched for, of those found. */
  readonly others: TensorList;
}

/** More names than this are looked for by their letters, not in a list. */
export const MOST_LISTED = 24;

export interface ChoiceOptions {
  /** V */
  readonly vocabularySize: number;
  /** As mapped or found so far. */
  readonly roles: RoleMapping;
  /** Part of a name, in any case. */
  readonly search: string;
}

/** Shapes are those of the file, by name. */
export function tensorChoices(
  shapes: ReadonlyMap<string, readonly number[]>,
  { vocabularySize, roles, search }: ChoiceOptions,
): TensorChoices {
  const all = [...shapes].map(([name, shape]): TensorShape => ({ name, shape }));
  const sizes = knownSizes(shapes, roles);
  const wanted = search.trim().toLowerCase();
  const found = wanted === '' ? null : all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const used = new Set(Object.values(roles));
  const fitting = TENSOR_ROLES.map((role) => {
    const fits = all.filter(({ shape }) => fitsRole(role, shape, sizes));
    return [role, listed(role === 'embedding' ? withWordsFirst(fits, vocabularySize) : fits)] as const;
  });
  return {
    total: all.length,
    fitting: Object.fromEntries(fitting) as Record<TensorRole, TensorList>,
    found: found && listed(found),
    others: listed((found ?? all).filter(({ name }) => !used.has(name))),
  };
}

function listed(tensors: readonly TensorShape[]): TensorList {
  return { tensors: tensors.slice(0, MOST_LISTED), total: tensors.length };
}

function withWordsFirst(tensors: readonly TensorShape[], V: number): TensorShape[] {
  return [...tensors.filter(({ shape }) => shape[0] === V), ...tensors.filter(({ shape }) => shape[0] !== V)];
}

/** null: not known yet. */
interface Sizes {
  readonly e: number | null;
  readonly d: number | null;
  /** Rows of the output layer. */
  readonly outputs: number | null;
}

function knownSizes(shapes: ReadonlyMap<string, readonly number[]>, roles: RoleMapping): Sizes {
  const sizeOf = (axis: 0 | 1, ...candidates: readonly TensorRole[]): number | null => {
    for (const role of candidates) {
      const size = shapes.get(roles[role] ?? '')?.[axis];
      if (size !== undefined) return size;
    }
    return null;
  };
  return {
    e: sizeOf(1, 'left.weight_ih', 'right.weight_ih'),
    d: sizeOf(1, 'left.weight_hh', 'right.weight_hh'),
    outputs: sizeOf(0, 'output.weight', 'output.left', 'output.right'),
  };
}

function fitsRole(role: TensorRole, shape: readonly number[], { e, d, outputs }: Sizes): boolean {
  const [rows = 0, columns = 0] = shape;
  if (role.includes('bias')) {
    if (shape.length !== 1) return false;
    if (role === 'output.bias') return outputs === null || rows === outputs;
    return d === null ? rows % 4 === 0 : rows === 4 * d;
  }
  if (shape.length !== 2) return false;
  if (role === 'embedding') return e === null || columns === e;
  if (role.endsWith('weight_hh')) return rows === 4 * columns;
  if (role.endsWith('weight_ih')) return d === null ? rows % 4 === 0 : rows === 4 * d;
  return d === null || columns === d || (role === 'output.weight' && columns === 2 * d);
}
