import { useState } from 'react';
import { MISSING_RULES, type MissingRule } from '../../engine/numbers-protocol.ts';
import { useNumbersFile } from '../../state/numbers/index.ts';
import controls from '../../ui/controls.module.css';
import { Field, Note } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';

const MISSING: Readonly<Record<MissingRule, string>> = {
  refuse: 'refused',
  last: 'the last value',
  zero: '0',
};

/** Which columns are what, how the rows are cut, and what stands for what is missing. */
export function ReadingFields() {
  const table = useNumbersFile((state) => state.table);
  const options = useNumbersFile((state) => state.options);
  const change = useNumbersFile((state) => state.change);
  const { columns = [], time = null, id = null } = table?.settled ?? {};
  return (
    <>
      {columns.length > 0 && (
        <>
          <ColumnField label="Time" columns={columns} value={time} onChange={(column) => void change({ time: column })} />
          <ColumnField
            label="Name of the sequence"
            columns={columns}
            value={id}
            onChange={(column) => void change({ id: column })}
          />
        </>
      )}
      <Field label="Missing values">
        {(fieldId) => (
          <select
            id={fieldId}
            className={controls.input}
            value={options.missing ?? 'refuse'}
            onChange={(event) => {
              const rule = MISSING_RULES.find((one) => one === event.target.value);
              void change({ missing: rule });
            }}
          >
            {MISSING_RULES.map((rule) => (
              <option key={rule} value={rule}>
                {MISSING[rule]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <WindowFields />
    </>
  );
}

interface ColumnFieldProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly value: number | null;
  readonly onChange: (column: number | null) => void;
}

function ColumnField({ label, columns, value, onChange }: ColumnFieldProps) {
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className={controls.input}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">none</option>
          {columns.map((name, index) => (
            <option key={columnKey(index)} value={index}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Names of columns need not differ. */
function columnKey(index: number): string {
  return `column-${index}`;
}

/** Nothing is cut while the length is empty. */
function WindowFields() {
  const windows = useNumbersFile((state) => state.options.windows ?? null);
  const change = useNumbersFile((state) => state.change);
  const cut = useNumbersFile(({ table }) => (table?.settled.windows ? windowsText(table.sequences) : null));
  const [length, setLength] = useState(windows ? String(windows.length) : '');
  const [stride, setStride] = useState(windows ? String(windows.stride) : '');
  const apply = (newLength: string, newStride: string) => {
    setLength(newLength);
    setStride(newStride);
    const steps = Number(newLength);
    if (newLength === '' || Number.isNaN(steps)) return void change({ windows: null });
    void change({ windows: { length: steps, stride: newStride === '' ? steps : Number(newStride) } });
  };
  return (
    <>
      <StepsField label="Windows of" hint="steps; empty: not cut" value={length} onChange={(given) => apply(given, stride)} />
      <StepsField label="One every" hint="steps; empty: end to end" value={stride} onChange={(given) => apply(length, given)} />
      {cut && <Note size="xs">{cut}</Note>}
    </>
  );
}

/** The first windows and the last: whether length and stride are those that were meant. */
function windowsText(windows: readonly { readonly name: string }[]): string {
  const names = windows.map(({ name }) => name);
  const shown = names.length > 4 ? [...names.slice(0, 3), '…', names.at(-1)] : names;
  return `${formatCount(names.length)} ${names.length === 1 ? 'window' : 'windows'}: ${shown.join('; ')}.`;
}

interface StepsFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A number of time steps, as it is typed. */
function StepsField({ label, hint, value, onChange }: StepsFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(id, hintId) => (
        <input
          id={id}
          aria-describedby={hintId}
          className={controls.input}
          inputMode="numeric"
          size={5}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
