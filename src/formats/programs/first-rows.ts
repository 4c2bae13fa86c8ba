import type { NamedTensors } from '../basics/index.ts';
import type { RoleMapping } from '../roles/index.ts';

/** An embedding often has more rows than there are words; those beyond the last word are never read. */
export function firstRows(
  { tensors, roles }: { readonly tensors: NamedTensors; readonly roles: RoleMapping },
  count: number,
): { tensors: NamedTensors; suggested: RoleMapping } {
  const name = roles.embedding;
  const source = name ? tensors.get(name) : undefined;
  const [rows = 0, columns = 0] = source?.shape ?? [];
  if (!name || source === undefined || rows <= count || count === 0) return { tensors, suggested: roles };
  const view = { ...source, shape: [count, columns], read: () => source.read().subarray(0, count * columns) };
  const renamed = [...tensors].map(([key, tensor]) =>
    key === name ? ([`${name}[:${count}]`, view] as const) : ([key, tensor] as const),
  );
  return { tensors: new Map(renamed), suggested: { ...roles, embedding: `${name}[:${count}]` } };
}
