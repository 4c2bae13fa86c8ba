import { useState } from 'react';
import { TENSOR_ROLES, type TensorRole } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { DataTable, Disclosure } from '../../../ui/layout/index.ts';
import { LeftoverTensors } from './leftover-tensors.tsx';
import { RoleSelect } from './role-select.tsx';
import styles from './role-table.module.css';
import { TensorSearch } from './tensor-search.tsx';

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
  const changed = useNewModel(({ options: { mapping, ignored, ignoreOthers } }) => mapping || ignored || ignoreOthers);
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
      <TensorSearch {...tensors} />
      <DataTable look="lined" className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Part of the model</th>
            <th scope="col">Tensor in the file</th>
          </tr>
        </thead>
        <tbody>
          {TENSOR_ROLES.map((role) => (
            <tr key={role}>
              <th scope="row">
                {ROLES[role][0]} <span className={styles.shape}>{ROLES[role][1]}</span>
              </th>
              <td>
                <RoleSelect role={role} name={ROLES[role][0]} chosen={roles[role] ?? null} choices={tensors} />
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      <LeftoverTensors {...tensors} />
      {changed && (
        <button
          type="button"
          className={controls.chip}
          onClick={() => useNewModel.getState().change({ mapping: undefined, ignored: undefined, ignoreOthers: undefined })}
        >
          Back to what was found
        </button>
      )}
    </Disclosure>
  );
}
