import { SENTENCE_ENCODINGS, SENTENCE_FORMATS, type SentenceColumn, type SentenceFormat } from '../../engine/protocol.ts';
import { useSentenceFile } from '../../state/examples/index.ts';
import { Check } from '../../ui/controls/check.tsx';
import { DataTable } from '../../ui/layout/index.ts';
import { ENCODING_NAMES, FORMAT_NAMES } from './file-formats.ts';
import { LabelFields } from './label-fields.tsx';
import styles from './read-as-fields.module.css';
import { SelectField } from './select-field.tsx';

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
        {SENTENCE_FORMATS.filter((one) => one === format || !isBinary(one)).map((one) => (
          <option key={one} value={one}>
            {FORMAT_NAMES[one]}
          </option>
        ))}
      </SelectField>
      <EncodingField />
      {settled && settled.sheets.length > 1 && (
        <SelectField
          name="Sheet"
          value={String(options.sheet ?? settled.sheet)}
          onChange={(value) => void change({ sheet: Number(value) })}
        >
          {settled.sheets.map((sheet, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the sheet
            <option key={place} value={place}>
              {sheet}
            </option>
          ))}
        </SelectField>
      )}
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
          {(format === 'csv' || format === 'tsv' || format === 'xlsx') && (
            <Check
              className={styles.check}
              checked={options.header ?? settled?.header ?? false}
              onChange={(event) => void change({ header: event.target.checked })}
            >
              The first line names the columns
            </Check>
          )}
        </>
      )}
      {settled && settled.tagged > 0 && (
        <Check
          className={styles.check}
          checked={options.tagsAsSpaces ?? settled.tagsAsSpaces}
          onChange={(event) => void change({ tagsAsSpaces: event.target.checked })}
        >
          Read HTML tags as spaces
        </Check>
      )}
      {columns.length > 0 && <Sample text={columns[text]} label={label === null ? undefined : columns[label]} />}
      <LabelFields />
    </div>
  );
}

const isBinary = (format: SentenceFormat): boolean => format === 'xlsx' || format === 'parquet';

/** Only where it is not what nearly every file has. */
function EncodingField() {
  const settled = useSentenceFile((state) => state.settled);
  const asked = useSentenceFile((state) => state.options.encoding);
  const { change } = useSentenceFile.getState();
  const encoding = asked ?? settled?.encoding ?? null;
  if (encoding === null || (encoding === 'utf-8' && asked === undefined)) return null;
  return (
    <SelectField
      name="Encoding"
      value={encoding}
      onChange={(value) => {
        const chosen = SENTENCE_ENCODINGS.find((one) => one === value);
        if (chosen) void change({ encoding: chosen });
      }}
    >
      {SENTENCE_ENCODINGS.map((one) => (
        <option key={one} value={one}>
          {ENCODING_NAMES[one]}
        </option>
      ))}
    </SelectField>
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
