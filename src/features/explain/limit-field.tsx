import { useDisplay } from '../../state/display/index.ts';
import controls from '../../ui/controls.module.css';
import { useNumberDraft } from '../../ui/hooks/use-number-draft.ts';
import styles from './display-options.module.css';

/** The value that gets the full colour. What is being typed need not be a number yet; only a number above zero counts. */
export function LimitField() {
  const fixedLimit = useDisplay((state) => state.fixedLimit);
  const set = useDisplay((state) => state.set);
  const { shown, invalid, type, forget } = useNumberDraft(fixedLimit, String, parseLimit, (limit) =>
    set({ scale: 'fixed', fixedLimit: limit }),
  );
  return (
    <input
      type="number"
      className={`${controls.input} ${styles.limit}`}
      aria-label="Value that gets the strongest colour"
      aria-invalid={invalid || undefined}
      title={invalid ? 'A number above 0' : undefined}
      min={0}
      step="any"
      value={shown}
      onFocus={() => set({ scale: 'fixed' })}
      onChange={(event) => type(event.target.value)}
      onBlur={forget}
    />
  );
}

function parseLimit(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : null;
}
