import { useState } from 'react';
import { useDisplay } from '../../state/display/index.ts';
import controls from '../../ui/controls.module.css';
import styles from './display-options.module.css';

/** The value that gets the full colour. What is being typed need not be a number yet; only a number above zero counts. */
export function LimitField() {
  const fixedLimit = useDisplay((state) => state.fixedLimit);
  const set = useDisplay((state) => state.set);
  const [draft, setDraft] = useState<string | null>(null);
  const invalid = draft !== null && !isLimit(Number(draft));
  return (
    <input
      type="number"
      className={`${controls.input} ${styles.limit}`}
      aria-label="Value that gets the full colour"
      aria-invalid={invalid || undefined}
      title={invalid ? 'A number above 0' : undefined}
      min={0}
      step="any"
      value={draft ?? fixedLimit}
      onFocus={() => set({ scale: 'fixed' })}
      onChange={(event) => {
        setDraft(event.target.value);
        const limit = Number(event.target.value);
        if (isLimit(limit)) set({ scale: 'fixed', fixedLimit: limit });
      }}
      onBlur={() => setDraft(null)}
    />
  );
}

function isLimit(value: number): boolean {
  return Number.isFinite(value) && value > 0;
}
