import { useState } from 'react';
import { type ModelInspection, TENSOR_ROLES, type TensorRole, type TensorShape } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import { Check } from '../../../ui/controls/check.tsx';
import controls from '../../../ui/controls.module.css';
import { DataTable, Disclosure, Stack } from '../../../ui/layout/index.ts';
import styles from './role-table.module.css';

/** What each role is, and its shape: V words, e numbers a word, d a direction's hidden state, C scores. */
const ROLES: Readonly<Record<TensorRole, readonly [name: string, shape: string]>> = {
  embedding: ['Embedding', '[V, e]'],
  'left.weight_ih': ['Forward LSTM, weights of the input', '[4d, e]'],
  'left.weight_hh': ['Forward LSTM, weights of the hidden state', '[4d, d]'],
  'left.bias_ih': ['Forward LSTM, bias', '[4d]'],
  'left.bias_hh': ['Forward LSTM, second bias', '[4d]'],
  'right.weight_ih': ['Backward LSTM, weights of the input', '[4d, e]'],
  'right.weight_hh': ['Backward LSTM, weights of the hidden state', '[4d, d]'],
  'right.bias_ih': ['Backward LSTM, bias', '[4d]'],
  'right.bias_hh': ['Backward LSTM, second bias', '[4d]'],
  'output.weight': ['Output layer, weights', '[C, 2d] or [C, d]'],
  'output.left': ['Output layer, forward half', '[C, d]'],
  'output.right': ['Output layer, backward half', '[C, d]'],
  'output.bias': ['Output layer, bias', '[C]'],
};

/** Which tensor is which, as found and to be corrected. Formats that say it themselves have no such table. */
export function RoleTable() {
  const inspection = useNewModel((state) => state.inspection);
  const changed = useNewModel(({ options }) => options.mapping !== undefined || options.ignored !== undefined);
  const [open, setOpen] = useState<boolean | null>(null);
  if (!inspection?.tensors) return null;
  const { tensors, roles, problem } = inspection;
  return (
    <Disclosure
      className={styles.details}
      summary="Which tensor is which"
      open={open ?? problem !== null}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <DataTable look="lined" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Part of the model</th>
            <th scope="col">Tensor in the file</th>
          </tr>
        </thead>
        <tbody>
          {TENSOR_ROLES.map((role) => (
            <RoleRow key={role} role={role} chosen={roles[role] ?? null} tensors={tensors} />
          ))}
        </tbody>
      </DataTable>
      <Leftovers tensors={tensors} roles={roles} />
      {changed && (
        <button
          type="button"
          className={controls.chip}
          onClick={() => useNewModel.getState().change({ mapping: undefined, ignored: undefined })}
        >
          Back to what was found
        </button>
      )}
    </Disclosure>
  );
}

interface RoleRowProps {
  readonly role: TensorRole;
  readonly chosen: string | null;
  readonly tensors: readonly TensorShape[];
}

function RoleRow({ role, chosen, tensors }: RoleRowProps) {
  const mapping = useNewModel((state) => state.options.mapping);
  const [name, shape] = ROLES[role];
  return (
    <tr>
      <th scope="row">
        {name} <span className={styles.shape}>{shape}</span>
      </th>
      <td>
        <select
          className={`${controls.input} ${styles.select}`}
          aria-label={name}
          value={chosen ?? ''}
          onChange={(event) => useNewModel.getState().change({ mapping: { ...mapping, [role]: event.target.value || null } })}
        >
          <option value="">none</option>
          {tensors.map((tensor) => (
            <option key={tensor.name} value={tensor.name}>
              {tensor.name} [{tensor.shape.join(', ')}]
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

/** Tensors without a role make another model of it, unless the user knows better. */
function Leftovers({ tensors, roles }: { readonly tensors: readonly TensorShape[]; readonly roles: ModelInspection['roles'] }) {
  const ignored = useNewModel((state) => state.options.ignored ?? NONE);
  const used = new Set(Object.values(roles));
  const left = tensors.filter(({ name }) => !used.has(name));
  if (left.length === 0) return null;
  const toggle = (name: string, out: boolean) => {
    const others = ignored.filter((one) => one !== name);
    useNewModel.getState().change({ ignored: out ? [...others, name] : others });
  };
  return (
    <Stack as="fieldset" gap={1} className={styles.leftovers}>
      <legend>Takes no part in the scores, so leave it out</legend>
      {left.map(({ name, shape }) => (
        <Check
          key={name}
          className={styles.leftover}
          checked={ignored.includes(name)}
          onChange={(event) => toggle(name, event.target.checked)}
        >
          <bdi>{name}</bdi> <span className={styles.shape}>[{shape.join(', ')}]</span>
        </Check>
      ))}
    </Stack>
  );
}

const NONE: readonly string[] = [];
