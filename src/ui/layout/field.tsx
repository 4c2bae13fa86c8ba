import { type ReactNode, useId } from 'react';
import styles from './field.module.css';
import { Note } from './text.tsx';

interface FieldProps {
  readonly label: ReactNode;
  /** The label stands left of the control, in a form; else above it, in a row of settings. */
  readonly beside?: boolean;
  /** What is told where the pointer rests on it. */
  readonly title?: string | undefined;
  /** How to fill it in. */
  readonly hint?: ReactNode;
  /** What is wrong with what stands in it, in the hint's place. */
  readonly problem?: ReactNode;
  /** The control, which takes the first id, and the second as what describes it. */
  readonly children: (id: string, hintId: string) => ReactNode;
}

/** A control with its label and what there is to say about it. */
export function Field({ label, beside = false, title, hint, problem, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={beside ? styles.beside : styles.field} title={title}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control}>
        {children(id, hintId)}
        {(problem || hint) && (
          <Note id={hintId} size="xs" className={problem ? styles.problem : undefined}>
            {problem || hint}
          </Note>
        )}
      </div>
    </div>
  );
}
