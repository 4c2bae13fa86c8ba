import { useNewModel } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Field } from '../../../ui/layout/index.ts';
import { GATE_ORDERS, gateOrderName } from './gate-orders.ts';
import styles from './model-settings.module.css';

/** Of all LSTM layers, where the format leaves it open. */
export function GateOrderField() {
  const said = useNewModel((state) => state.options.gateOrder);
  const settled = useNewModel((state) => state.settled?.gateOrder);
  const gateOrder = said ?? settled;
  if (settled === null) return null;
  return (
    <Field beside label="Gate order" hint="How the gates’ row blocks lie in the weights: i input, f forget, g cell, o output">
      {(id, hintId) => (
        <select
          id={id}
          aria-describedby={hintId}
          className={`${controls.input} ${styles.input}`}
          value={gateOrder ?? ''}
          onChange={(event) => useNewModel.getState().change({ gateOrder: event.target.value })}
        >
          {!gateOrder && <option value="">not known yet</option>}
          {GATE_ORDERS.map((order) => (
            <option key={order} value={order}>
              {gateOrderName(order)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
