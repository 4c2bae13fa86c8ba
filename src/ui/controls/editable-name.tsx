import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import controls from '../controls.module.css';
import styles from './editable-name.module.css';

interface EditableNameProps {
  readonly name: string;
  readonly onRename: (name: string) => void;
}

/** A heading that names a thing, and a field in its place while it is renamed. */
export function EditableName({ name, onRename }: EditableNameProps) {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  useEffect(() => {
    if (!editing && wasEditing.current && document.activeElement === document.body) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  if (editing) return <NameField name={name} onRename={onRename} onDone={() => setEditing(false)} />;
  return (
    <div className={styles.line}>
      <h3 className={styles.name} title={name}>
        <bdi>{name}</bdi>
      </h3>
      <button
        ref={button}
        type="button"
        className={`${controls.quiet} ${styles.rename}`}
        aria-label={`Rename ${name}`}
        onClick={() => setEditing(true)}
      >
        Rename
      </button>
    </div>
  );
}

interface NameFieldProps extends EditableNameProps {
  readonly onDone: () => void;
}

/** Enter or leaving the field takes the new name, Escape the old one. */
export function NameField({ name, onRename, onDone }: NameFieldProps) {
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    // The focus goes to the Rename button, which this very key press would press.
    event.preventDefault();
    if (event.key === 'Escape') event.currentTarget.value = name;
    event.currentTarget.blur();
  };
  return (
    <input
      ref={field}
      className={styles.field}
      aria-label={`New name of ${name}`}
      defaultValue={name}
      maxLength={80}
      autoComplete="off"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (event.target.value !== name) onRename(event.target.value);
        onDone();
      }}
    />
  );
}
