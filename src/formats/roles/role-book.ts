/** The tensors of a file and the roles they have been given so far. */

import { shapeText } from '../../model/check-model.ts';
import type { LensError } from '../../model/errors.ts';
import { formatError, listing, quote, shorten } from '../basics/index.ts';
import type { TensorRole } from './tensor-role.ts';

/** What roles tell of. */
export const ONE_LSTM = 'the parts of one embedding, one LSTM layer and one linear output layer';

type Shape = readonly number[];

export class RoleBook {
  readonly file: string;
  readonly names = new Map<TensorRole, string>();
  private readonly shapes: ReadonlyMap<string, Shape>;
  private readonly taken: Set<string>;
  private readonly excluded = new Set<TensorRole>();

  /** `ignored`: tensors that no role may have. */
  constructor(shapes: ReadonlyMap<string, Shape>, file: string, ignored: readonly string[]) {
    this.shapes = shapes;
    this.file = file;
    this.taken = new Set(ignored);
  }

  /** Throws where there is no such tensor, or it has a role already. */
  assign(role: TensorRole, name: string): void {
    const where = `${this.file} ${role}`;
    if (!this.shapes.has(name)) {
      throw formatError(where, 'is mapped to a tensor that is not there', {
        expected: `one of ${listing([...this.shapes.keys()])}`,
        found: quote(name),
      });
    }
    if (this.taken.has(name)) {
      throw formatError(where, 'is mapped to a tensor that has another role or is ignored', {
        expected: 'a tensor of its own',
        found: quote(name),
      });
    }
    this.names.set(role, name);
    this.taken.add(name);
  }

  /** The model has no tensor of this role. */
  exclude(role: TensorRole): void {
    this.excluded.add(role);
  }

  isExcluded(role: TensorRole): boolean {
    return this.excluded.has(role);
  }

  has(role: TensorRole): boolean {
    return this.names.has(role);
  }

  /** Neither assigned nor excluded. */
  isOpen(role: TensorRole): boolean {
    return !this.names.has(role) && !this.excluded.has(role);
  }

  isFree(name: string): boolean {
    return this.shapes.has(name) && !this.taken.has(name);
  }

  /** Tensors without a role whose shape fits. */
  free(fits: (shape: Shape) => boolean): string[] {
    return [...this.shapes].filter(([name, shape]) => !this.taken.has(name) && fits(shape)).map(([name]) => name);
  }

  shape(name: string): Shape {
    return this.shapes.get(name) ?? [];
  }

  /** The shape of the tensor that has `role`, which must be a matrix. */
  matrixShape(role: TensorRole): Shape {
    const name = this.names.get(role);
    if (name === undefined) throw this.missing(role, 'a matrix');
    const shape = this.shape(name);
    if (shape.length === 2) return shape;
    throw formatError(`${this.file} ${shorten(name)}`, `is not a matrix, which ${role} is`, {
      expected: 'two dimensions',
      found: shapeText(shape),
    });
  }

  missing(role: TensorRole, expected: string): LensError {
    return formatError(`${this.file} ${role}`, 'is not found among the tensors', {
      expected: `${expected}; ${ONE_LSTM}`,
      found: this.listOf([...this.shapes.keys()]),
      advice: 'Name the tensor of each role in a mapping if it is there.',
    });
  }

  /** For messages. */
  listOf(names: readonly string[]): string {
    return listing(names, (name) => `${shorten(name)} ${shapeText(this.shape(name))}`);
  }
}

export function ambiguousError(book: RoleBook, role: TensorRole, candidates: readonly string[]): LensError {
  return formatError(`${book.file} ${role}`, 'could be more than one tensor', {
    expected: ONE_LSTM,
    found: book.listOf(candidates),
    advice: 'Name the correct one in a mapping.',
  });
}

export function isEmbeddingName(name: string): boolean {
  return /emb/i.test(name);
}

export function isOutputName(name: string): boolean {
  return /(^|[._/])(fc|linear|out|output|classifier|head|dense|logits|decoder|why)\d*([._/](weight|kernel))?$/i.test(name);
}

/** A recurrent layer's, though not one of those that have a role. */
export function isRecurrentName(name: string): boolean {
  return /(weight|bias)_(ih|hh|hr)/.test(name);
}
