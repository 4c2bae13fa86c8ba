import type { TensorChoices, TensorRole, TensorShape } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { formatCount } from '../../../ui/text/format-number.ts';
import { shortName } from '../../../ui/text/short-name.ts';
import styles from './role-table.module.css';

/** No tensor is called so: a name that begins with a NUL. */
const OPEN = '\0open';

interface RoleSelectProps {
  readonly role: TensorRole;
  /** As the reader is to see it. */
  readonly name: string;
  readonly chosen: string | null;
  readonly choices: TensorChoices;
}

/** The tensor of a role: one whose shape fits, or one that was searched for. */
export function RoleSelect({ role, name, chosen, choices }: RoleSelectProps) {
  const mapping = useNewModel((state) => state.options.mapping);
  const { tensors, total } = choices.fitting[role];
  const inList = new Set(tensors.map((tensor) => tensor.name));
  const found = choices.found?.tensors.filter((tensor) => !inList.has(tensor.name)) ?? [];
  const more = total - tensors.length;
  // What is not found may still be meant: only what a person says is for sure, and saying it has to be a change.
  const isOpen = chosen === null && mapping?.[role] === undefined;
  const isListed = chosen === null || inList.has(chosen) || found.some((tensor) => tensor.name === chosen);
  return (
    <select
      className={`${controls.input} ${styles.select}`}
      aria-label={name}
      title={chosen ?? undefined}
      value={chosen ?? (isOpen ? OPEN : '')}
      onChange={(event) => useNewModel.getState().change({ mapping: { ...mapping, [role]: event.target.value || null } })}
    >
      {isOpen && <option value={OPEN}>none found</option>}
      <option value="">none</option>
      {!isListed && <option value={chosen}>{shortName(chosen)}</option>}
      {tensors.map(option)}
      {more > 0 && <option disabled>and {formatCount(more)} more of this shape: find them by name</option>}
      {found.length > 0 && <optgroup label="Found by name">{found.map(option)}</optgroup>}
    </select>
  );
}

function option({ name, shape }: TensorShape) {
  return (
    <option key={name} value={name}>
      {shortName(name)} [{shape.join(', ')}]
    </option>
  );
}
