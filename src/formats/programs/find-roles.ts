/** Which tensors may be weights at all, before their roles are told: files also hold counters, masks and text. */
import { LensError } from '../../model/errors.ts';
import type { NamedTensors, TensorSource } from '../basics/index.ts';
import { type RoleAssignment, type RoleOptions, tryRoles } from '../roles/index.ts';
import { leftAloneNotes } from './weighty-tensors.ts';

interface FoundRoles {
  /** Those that may have a role. */
  readonly numbers: NamedTensors;
  /** The tensor of each role, as far as could be told. */
  readonly names: RoleAssignment['names'];
  readonly assignment: RoleAssignment | LensError;
  /** What was left alone, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * What holds no numbers has no role. Whole numbers are weights like others where they have the place of one; vectors and single ones of
 * them that are left over are counters, and left alone. `file` names the file in errors.
 */
export function findRoles(tensors: NamedTensors, options: RoleOptions, file: string): FoundRoles {
  const named = new Set([...Object.values(options.mapping ?? {}), ...(options.ignored ?? [])]);
  const pick = (fits: (source: TensorSource) => boolean) =>
    new Map([...tensors].filter(([name, source]) => named.has(name) || fits(source)));
  const numbers = pick(({ kind }) => kind !== 'none');
  const fractions = pick((source) => source.kind !== 'none' && !isCounter(source));
  const counters = new Set([...numbers.keys()].filter((name) => !fractions.has(name)));
  const { names, assignment } = firstThatFits(
    () => ({ ...tryRoles(fractions, options, file), of: fractions }),
    () => ({ ...tryRoles(numbers, { ...options, harmless: counters }, file), of: numbers }),
  );
  const used = new Set(names.values());
  const noNumbers = [...tensors.keys()].filter((name) => !numbers.has(name));
  const unused = [...counters].filter((name) => !used.has(name));
  const notes = leftAloneNotes({ noNumbers, counters: unused });
  return { numbers, names, assignment: readableRoles(assignment, tensors), notes };
}

function isCounter({ kind, shape }: TensorSource): boolean {
  return kind === 'whole' && shape.length < 2;
}

type Attempt = ReturnType<typeof tryRoles> & { readonly of: NamedTensors };

/** The counters are looked at only where there is no model without them, or one whose other weights are whole numbers too. */
function firstThatFits(withoutCounters: () => Attempt, withAll: () => Attempt): Attempt {
  const first = withoutCounters();
  const hasWhole = [...first.names.values()].some((name) => first.of.get(name)?.kind === 'whole');
  if (!(first.assignment instanceof LensError) && !hasWhole) return first;
  const second = withAll();
  return second.assignment instanceof LensError && second.names.size <= first.names.size ? first : second;
}

/** A tensor that cannot be read matters where it has a role. */
function readableRoles(assignment: RoleAssignment | LensError, tensors: NamedTensors): RoleAssignment | LensError {
  if (assignment instanceof LensError) return assignment;
  const refused = [...assignment.names.values()].find((name) => tensors.get(name)?.refusal);
  return (refused === undefined ? undefined : tensors.get(refused)?.refusal) ?? assignment;
}
