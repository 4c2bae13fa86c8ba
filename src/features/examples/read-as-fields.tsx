import { type ReactNode, useId } from 'react';
import { SENTENCE_FORMATS, type SentenceColumn } from '../../engine/protocol.ts';
import { useSentenceFile } from '../../state/examples/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import controls from '../../ui/controls.module.css';
import { DataTable } from '../../ui/layout/index.ts';
import { FORMAT_NAMES } from './file-formats.ts';
import styles from './read-as-fields.module.css';

const NO_COLUMNS: readonly SentenceColumn[] = [];

/** Format, columns and first line of the file, each with what is in force; a change is read at once. */
export function ReadAsFields() {
  const settled = useSentenceFile((state) => state.settled);
  const options = useSentenceFile((state) => state.options);
  const { change } = useSentenceFile.getState();
  const format = options.format ?? settled?.format ?? null;
  const columns = settled && settled.format === format ? settled.columns : NO_COLUMNS;
  const text = options.text ?? settled?.text ?? 0;
  const label = options.label === undefined ? (settled?.label ?? null) : options.label;
  return (
    <div className={styles.fields}>
      <SelectField
        name="Format"
        value={format ?? ''}
        onChange={(value) => {
          const chosen = SENTENCE_FORMATS.find((one) => one === value);
          if (chosen) void change({ format: chosen });
        }}
      >
        {format === null && <option value="">not known</option>}
        {SENTENCE_FORMATS.map((one) => (
          <option key={one} value={one}>
            {FORMAT_NAMES[one]}
          </option>
        ))}
      </SelectField>
      {columns.length > 0 && (
        <>
          <SelectField
            name="Sentences"
            value={String(text)}
            onChange={(value) => void change({ text: Number(value), ...(Number(value) === label ? { label: null } : {}) })}
          >
            <ColumnOptions columns={columns} but={null} />
          </SelectField>
          <SelectField
            name="Labels"
            value={label === null ? 'none' : String(label)}
            onChange={(value) => void change({ label: value === 'none' ? null : Number(value) })}
          >
            <option value="none">none</option>
            <ColumnOptions columns={columns} but={text} />
          </SelectField>
          {format !== 'jsonl' && (
            <Check
              className={styles.check}
              checked={options.header ?? settled?.header ?? false}
              onChange={(event) => void change({ header: event.target.checked })}
            >
              The first line names the columns
            </Check>
          )}
          <Sample text={columns[text]} label={label === null ? undefined : columns[label]} />
        </>
      )}
    </div>
  );
}

function ColumnOptions({ columns, but }: { readonly columns: readonly SentenceColumn[]; readonly but: number | null }) {
  const places = columns.map(({ name }, place) => ({ name, place })).filter(({ place }) => place !== but);
  return places.map(({ name, place }) => (
    <option key={place} value={place}>
      {name}
    </option>
  ));
}

interface SelectFieldProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function SelectField({ name, value, onChange, children }: SelectFieldProps) {
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

/** The first rows, so that a wrong column is seen. */
function Sample({ text, label }: { readonly text: SentenceColumn | undefined; readonly label: SentenceColumn | undefined }) {
  if (!text) return null;
  const rows = text.samples.map((sample, place) => ({ place, sample, label: label?.samples[place] }));
  return (
    <DataTable look="lined" size="xs" className={styles.sample}>
      <caption className="visually-hidden">First rows</caption>
      <thead className="visually-hidden">
        <tr>
          {label && (
            <th scope="col" className={styles.label}>
              {label.name}
            </th>
          )}
          <th scope="col">{text.name}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.place}>
            {label && <td className={styles.label}>{row.label || '–'}</td>}
            <td>{row.sample || '–'}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
