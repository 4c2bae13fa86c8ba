/** What layers a file of weights has, by the groups its variables lie in: their names and shapes tell the kinds. */
import type { KerasVariable } from './keras-weights.ts';

export interface WeightsGroup {
  /** As the file calls it: 'dense_1'. */
  readonly name: string;
  /** Groups it lies in, and itself. */
  readonly path: readonly string[];
  readonly kind: 'Embedding' | 'LSTM' | 'GRU' | 'SimpleRNN' | 'Conv1D' | 'BatchNormalization' | 'Dense';
  readonly bidirectional: boolean;
  /** Numbers a row that it reads, and that one direction of it gives. */
  readonly reads: number;
  readonly gives: number;
  /** Of a GRU: what its bias tells; undefined: it has none. */
  readonly resetAfter?: boolean | undefined;
  /** Rows at a time, of a Conv1D. */
  readonly kernel?: number;
}

/** The groups whose kind is told, and the names of those whose is not. */
export function findGroups(variables: readonly KerasVariable[]): { readonly known: WeightsGroup[]; readonly unknown: string[] } {
  const byGroup = new Map<string, KerasVariable[]>();
  for (const variable of variables) {
    const key = groupPath(variable.segments).join('/');
    const group = byGroup.get(key);
    if (group) group.push(variable);
    else byGroup.set(key, [variable]);
  }
  const read = [...byGroup].map(([key, members]) => ({ key, group: groupOf(key.split('/'), members) }));
  return {
    known: read.flatMap(({ group }) => group ?? []),
    unknown: read.flatMap(({ key, group }) => (group === null ? [key] : [])),
  };
}

/** Models among the layers hold theirs in a group "layers" of their own. */
function groupPath(segments: readonly string[]): string[] {
  const path = [segments[0] ?? ''];
  for (let at = 1; segments[at] === 'layers'; at += 2) path.push(segments[at + 1] ?? '');
  return path;
}

function groupOf(path: readonly string[], all: readonly KerasVariable[]): WeightsGroup | null {
  const name = path.at(-1) ?? '';
  const bidirectional = all.some(({ isBackward }) => isBackward);
  const members = all.filter(({ isBackward }) => !isBackward);
  const of = (index: number, ...names: readonly string[]) =>
    members.find(({ part, index: number }) => (part === null ? number === index : names.includes(part)))?.source.shape;
  const base = { name, path, bidirectional };
  const isCell = members.some(({ part, segments }) =>
    part === null ? segments.includes('cell') : /^(recurrent_kernel|U(_.)?)$/.test(part),
  );
  if (isCell) return cellOf(base, of, members);
  if (bidirectional) return null;
  const isNumbered = members.every(({ part }) => part === null);
  const isNorm = isNumbered
    ? members.length >= 2 && members.every(({ source }) => source.shape.length === 1)
    : of(-1, 'moving_mean', 'running_mean') !== undefined;
  const first = of(isNorm && !isNumbered ? -1 : 0, 'kernel', 'embeddings', 'W', 'moving_mean', 'running_mean') ?? [];
  const [rows = 0, columns = 0, filters = 0] = first;
  if (isNorm) return { ...base, kind: 'BatchNormalization', reads: rows, gives: rows };
  if (first.length === 3) return { ...base, kind: 'Conv1D', reads: columns, gives: filters, kernel: rows };
  if (first.length !== 2 || members.length > 2) return null;
  const isTable = isNumbered || of(-1, 'W') ? isTableByName(name, members) : of(-1, 'embeddings') !== undefined;
  return isTable
    ? { ...base, kind: 'Embedding', reads: 0, gives: columns }
    : { ...base, kind: 'Dense', reads: rows, gives: columns };
}

/** A number says nothing of the layer: its name does, or that it has a matrix and no bias, and is called nothing like a dense layer. */
function isTableByName(name: string, members: readonly KerasVariable[]): boolean {
  return /embed[^/]*$/i.test(name) || (members.length === 1 && !/dense|fc|output|linear|time_distributed/i.test(name));
}

function cellOf(
  base: Pick<WeightsGroup, 'name' | 'path' | 'bidirectional'>,
  of: (index: number, ...names: readonly string[]) => readonly number[] | undefined,
  members: readonly KerasVariable[],
): WeightsGroup | null {
  const has = (part: string) => members.some((variable) => variable.part === part);
  // Keras 1 has a matrix a gate.
  const ofGates = has('U_o') ? 4 : has('U_z') ? 3 : 0;
  const [reads = 0] = of(0, 'kernel', 'W', 'W_i', 'W_z') ?? [];
  const [gives = 0, columns = 0] = of(1, 'recurrent_kernel', 'U', 'U_i', 'U_z') ?? [];
  const gates = ofGates > 0 ? ofGates : columns / gives;
  const bias = of(2, 'bias', 'b') ?? [];
  if (gates === 4) return { ...base, kind: 'LSTM', reads, gives };
  if (gates === 1) return { ...base, kind: 'SimpleRNN', reads, gives };
  if (gates !== 3) return null;
  const resetAfter = bias.length === 0 ? undefined : bias.length === 2 || bias[0] === 6 * gives;
  return { ...base, kind: 'GRU', reads, gives, resetAfter };
}
