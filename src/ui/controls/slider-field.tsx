import { type ReactNode, useId } from 'react';
import { useNumberDraft } from '../hooks/use-number-draft.ts';
import styles from './slider-field.module.css';

interface SliderFieldProps {
  readonly label: ReactNode;
  /** The same in letters alone, for the slider's and the field's names. */
  readonly name: string;
  readonly value: number;
  /** Positions 0..steps of the slider and what they mean. */
  readonly steps: number;
  readonly positionOf: (value: number) => number;
  readonly valueAt: (position: number) => number;
  /** The value as one would type it. */
  readonly format: (value: number) => string;
  /** null: not allowed. */
  readonly parse: (text: string) => number | null;
  /** What is allowed, shown once something else stands in the field. */
  readonly allowed: string;
  readonly onChange: (value: number) => void;
}

/**
 * A number by slider or by typing. What is typed stays as typed; while it is no allowed number the last good value holds, and the
 * field says so.
 */
export function SliderField(props: SliderFieldProps) {
  const { label, name, value, steps, positionOf, valueAt, format, parse, allowed, onChange } = props;
  const problemId = useId();
  const { shown, invalid, type, forget } = useNumberDraft(value, format, parse, onChange);

  return (
    <div className={styles.field}>
      <div className={styles.row}>
        <span className={styles.label}>{label}</span>
        <input
          type="text"
          inputMode="decimal"
          autoComplete="off"
          className={styles.number}
          aria-label={name}
          aria-invalid={invalid}
          aria-describedby={problemId}
          value={shown}
          onChange={(event) => type(event.target.value)}
          onBlur={() => !invalid && forget()}
        />
      </div>
      <input
        type="range"
        className={styles.slider}
        aria-label={`${name}, slider`}
        aria-valuetext={format(value)}
        min={0}
        max={steps}
        step={1}
        value={positionOf(value)}
        onChange={(event) => {
          forget();
          onChange(valueAt(Number(event.target.value)));
        }}
      />
      <p id={problemId} className={styles.problem} aria-live="polite">
        {invalid && `${allowed}. Still using ${format(value)}.`}
      </p>
    </div>
  );
}
