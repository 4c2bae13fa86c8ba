import { useExamples } from '../../state/examples/index.ts';
import controls from '../../ui/controls.module.css';
import styles from './length-filter.module.css';

/** Fewest and most words of a sentence; an empty field sets no bound. */
export function LengthFilter() {
  const minLength = useExamples((state) => state.filter.minLength);
  const maxLength = useExamples((state) => state.filter.maxLength);
  const setFilter = useExamples((state) => state.setFilter);
  const active = minLength !== null || maxLength !== null;
  return (
    <fieldset aria-label="Filter by length">
      <span className={`${controls.chip} ${styles.range}`} data-active={active}>
        <span aria-hidden="true">length</span>
        <Bound label="Fewest words" placeholder="min" value={minLength} onChange={(value) => setFilter({ minLength: value })} />
        <span aria-hidden="true">–</span>
        <Bound label="Most words" placeholder="max" value={maxLength} onChange={(value) => setFilter({ maxLength: value })} />
      </span>
    </fieldset>
  );
}

interface BoundProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

function Bound({ label, placeholder, value, onChange }: BoundProps) {
  return (
    <input
      className={styles.bound}
      inputMode="numeric"
      autoComplete="off"
      maxLength={3}
      aria-label={label}
      placeholder={placeholder}
      value={value ?? ''}
      onChange={(event) => {
        const digits = event.target.value.replace(/\D/g, '');
        onChange(digits === '' ? null : Number(digits));
      }}
    />
  );
}
