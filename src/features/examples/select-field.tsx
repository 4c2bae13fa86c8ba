import { type ReactNode, useId } from 'react';
import controls from '../../ui/controls.module.css';
import styles from './read-as-fields.module.css';

interface SelectFieldProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

/** A label and what there is to choose, two cells of a grid. */
export function SelectField({ name, value, onChange, children }: SelectFieldProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{name}</label>
      <select
        id={id}
        className={`${controls.input} ${styles.select}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
    </>
  );
}
