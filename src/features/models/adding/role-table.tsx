import { useState } from 'react';
import { TENSOR_ROLES } from '../../../engine/protocol.ts';
import { useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { DataTable, Disclosure } from '../../../ui/layout/index.ts';
import { LeftoverTensors } from './leftover-tensors.tsx';
import { ROLES, TABLE } from './role-names.ts';
import { RoleSelect } from './role-select.tsx';
import styles from './role-table.module.css';
import { TensorSearch } from './tensor-search.tsx';

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
      summary={TABLE}
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
