import { useId } from 'react';
import { Note, SectionHead } from '../../ui/layout/index.ts';
import styles from './format-choice.module.css';
import type { Format, FormatId } from './formats.ts';

interface FormatChoiceProps {
  readonly formats: readonly Format[];
  readonly format: FormatId;
  readonly onChange: (format: FormatId) => void;
}

/** Native radio buttons, each with what its format is good for. */
export function FormatChoice({ formats, format, onChange }: FormatChoiceProps) {
  const name = useId();
  return (
    <fieldset>
      <SectionHead as="legend">Format</SectionHead>
      <div className={styles.formats}>
        {formats.map(({ id, label, about }) => (
          <label key={id} className={styles.format}>
            <input
              type="radio"
              name={name}
              checked={id === format}
              aria-labelledby={`${name}-${id}`}
              aria-describedby={`${name}-${id}-about`}
              onChange={() => onChange(id)}
            />
            <span id={`${name}-${id}`} className={styles.name}>
              {label}
            </span>
            <Note as="span" id={`${name}-${id}-about`} className={styles.about}>
              {about}
            </Note>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
