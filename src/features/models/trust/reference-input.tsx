import { FilePicker } from '../../../ui/controls/file-picker.tsx';
import controls from '../../../ui/controls.module.css';
import { Note } from '../../../ui/layout/index.ts';
import styles from './reference-input.module.css';
import { examplePlaceholder, fieldHint, fieldLabel, type ReferenceModel } from './trust-texts.ts';

interface ReferenceInputProps {
  /** Of the field. */
  readonly id: string;
  readonly model: ReferenceModel;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where scores of one's own program are typed or pasted. */
export function ReferenceInput({ id, model, text, onText }: ReferenceInputProps) {
  const [form, scores] = fieldLabel(model).split('->');
  return (
    <>
      <label htmlFor={id} className={styles.label}>
        {form}
        <span className={styles.arrow}>{'->'}</span>
        {scores}
      </label>
      <textarea
        id={id}
        className={`${controls.input} ${styles.field}`}
        rows={5}
        value={text}
        placeholder={examplePlaceholder(model)}
        dir="auto"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onText(event.target.value)}
      />
      <Note id={`${id}-hint`} className={styles.hint}>
        {fieldHint(model)}
      </Note>
    </>
  );
}

/** In their place a file of them. */
export function ReferenceFile({ onFile }: { readonly onFile: (file: File) => void }) {
  return (
    <FilePicker
      label="Choose a file…"
      className={controls.button ?? ''}
      accept=".txt,.tsv,.json,.jsonl,.ndjson,text/plain,application/json"
      onFiles={([file]) => file && onFile(file)}
    />
  );
}
