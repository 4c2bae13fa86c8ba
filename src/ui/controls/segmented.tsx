import { type ReactNode, useId } from 'react';
import styles from './segmented.module.css';

interface Segment<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly title?: string;
}

interface SegmentedProps<T extends string> {
  /** The control's name, for screen readers. */
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few: native radio buttons side by side, so that the arrow keys choose as a click does. */
export function Segmented<T extends string>({ label, segments, value, onChange }: SegmentedProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.segmented}>
      {segments.map((segment) => (
        <label key={segment.value} className={styles.segment} title={segment.title}>
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
          />
          {segment.label}
        </label>
      ))}
    </div>
  );
}
