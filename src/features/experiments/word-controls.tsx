/** What the figures of words have in common: by which method they are ranked or coloured, and which words are shown. */
import type { MethodId } from '../../engine/protocol.ts';
import { Segmented } from '../../ui/controls/segmented.tsx';
import controls from '../../ui/controls.module.css';
import { Field } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import fields from './controls.module.css';
import { methodLabel } from './figures-text.ts';

/** Side by side as long as there is room for all of them in a row. */
const IN_A_ROW = 4;

interface MethodSelectProps {
  readonly methods: readonly MethodId[];
  readonly value: MethodId;
  readonly onChange: (id: MethodId) => void;
}

/** Nothing where there is no choice. */
export function MethodSelect({ methods, value, onChange }: MethodSelectProps) {
  if (methods.length < 2) return null;
  if (methods.length <= IN_A_ROW) {
    const segments = methods.map((id) => ({ value: id, label: methodLabel(id) }));
    return <Segmented label="Method" value={value} onChange={onChange} segments={segments} />;
  }
  return (
    <Field label="Method">
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={value}
          onChange={({ target }) => {
            const chosen = methods.find((method) => method === target.value);
            if (chosen) onChange(chosen);
          }}
        >
          {methods.map((method) => (
            <option key={method} value={method}>
              {methodLabel(method)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CountProps {
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function MinimumField({ value, onChange }: CountProps) {
  return (
    <Field label="Minimum occurrences">
      {(id) => (
        <input
          id={id}
          className={`${controls.input} ${fields.number}`}
          type="number"
          min={1}
          max={1000}
          value={value}
          onChange={({ target }) => onChange(Math.max(1, Math.min(1000, Math.round(Number(target.value)) || 1)))}
        />
      )}
    </Field>
  );
}

interface CountSelectProps extends CountProps {
  readonly label: string;
  readonly counts: readonly number[];
}

export function CountSelect({ label, counts, value, onChange }: CountSelectProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} className={controls.input} value={value} onChange={({ target }) => onChange(Number(target.value))}>
          {counts.map((count) => (
            <option key={count} value={count}>
              {formatCount(count)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
