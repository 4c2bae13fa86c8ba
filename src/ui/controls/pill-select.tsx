import controls from '../controls.module.css';
import { ChevronIcon } from './icons.tsx';
import styles from './pill-select.module.css';

interface PillOption<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface PillSelectProps<T extends string> {
  /** The control's name, for screen readers. */
  readonly label: string;
  /** What the pill says: it is as wide as this, not as its longest option. */
  readonly shown: string;
  /** Filled: the choice leaves something out. */
  readonly active: boolean;
  readonly value: T;
  readonly options: readonly PillOption<T>[];
  readonly onChange: (value: T) => void;
}

/** A native select, and so at home on every device, that looks like a pill: the select lies invisibly on top of the text. */
export function PillSelect<T extends string>({ label, shown, active, value, options, onChange }: PillSelectProps<T>) {
  return (
    <span className={`${controls.chip} ${styles.pill} ${active ? controls.primary : ''}`}>
      <span className={styles.shown} aria-hidden="true">
        {shown} <ChevronIcon />
      </span>
      <select
        className={styles.select}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
