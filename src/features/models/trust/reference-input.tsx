import { FilePicker } from '../../../ui/controls/file-picker.tsx';
import controls from '../../../ui/controls.module.css';
import { Note } from '../../../ui/layout/index.ts';
import { REFERENCE_FIELD } from './reference-field.ts';
import styles from './reference-input.module.css';
import { examplePlaceholder, fieldHint, fieldLabel, type ReferenceModel } from './trust-texts.ts';

interface ReferenceInputProps {
  readonly model: ReferenceModel;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where scores of one's own program are typed or pasted; only one stands on the page at a time. */
export function ReferenceInput({ model, text, onText }: ReferenceInputProps) {
  const id = REFERENCE_FIELD;
  return (
    <>
      <label htmlFor={id} className={styles.label}>
        {fieldLabel(model)}
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
