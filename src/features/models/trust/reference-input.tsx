import { FilePicker } from '../../../ui/controls/file-picker.tsx';
import controls from '../../../ui/controls.module.css';
import { Note } from '../../../ui/layout/index.ts';
import { shortName } from '../../../ui/text/short-name.ts';
import { REFERENCE_FIELD } from './reference-field.ts';
import styles from './reference-input.module.css';
import { examplePlaceholder } from './trust-rows.ts';

interface ReferenceInputProps {
  /** null: they are not known yet. */
  readonly classes: readonly string[] | null;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where scores of one's own program are typed or pasted; only one stands on the page at a time. */
export function ReferenceInput({ classes, text, onText }: ReferenceInputProps) {
  const id = REFERENCE_FIELD;
  return (
    <>
      <label htmlFor={id} className={styles.label}>
        Reference scores: a sentence a line, words -&gt; {classes ? classes.length : 'all'} scores
      </label>
      <textarea
        id={id}
        className={`${controls.input} ${styles.field}`}
        rows={5}
        value={text}
        placeholder={examplePlaceholder(classes?.length ?? 2)}
        dir="auto"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onText(event.target.value)}
      />
      <Note id={`${id}-hint`} className={styles.hint}>
        Words separated by spaces, as your vocabulary has them. Order of the scores: {orderOf(classes ?? [])}.
      </Note>
    </>
  );
}

const NAMED_CLASSES = 12;

function orderOf(classes: readonly string[]): string {
  const named = classes
    .slice(0, NAMED_CLASSES)
    .map((name) => shortName(name, 24))
    .join(', ');
  return classes.length > NAMED_CLASSES ? `${named} and ${classes.length - NAMED_CLASSES} more` : named;
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
