import { useId } from 'react';
import { METHODS, type MethodId } from '../../engine/protocol.ts';
import controls from '../../ui/controls.module.css';
import styles from './method-pills.module.css';

interface MethodPillsProps {
  readonly label: string;
  readonly value: MethodId;
  readonly onChange: (method: MethodId) => void;
}

/** One method of all; a radio group, so that the arrow keys choose as a click does. */
export function MethodPills({ label, value, onChange }: MethodPillsProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.pills}>
      {METHODS.map((method) => (
        <label key={method.id} className={`${controls.chip} ${styles.pill} ${method.id === value ? controls.primary : ''}`}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={method.id === value}
            onChange={() => onChange(method.id)}
          />
          {method.label}
        </label>
      ))}
    </div>
  );
}
