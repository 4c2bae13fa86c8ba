import { useLibrary, useModels } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Note } from '../../../ui/layout/index.ts';
import { REFERENCE_FIELD } from './reference-field.ts';
import { trustOf } from './trust-of.ts';
import styles from './unverified-note.module.css';

/** Beneath a prediction: says so where it is of a model that nobody has checked, and leads to where that is done. */
export function UnverifiedNote() {
  const model = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId));
  if (!model || trustOf(model) !== 'unverified') return null;
  return (
    <Note className={styles.note}>
      <span>By an unverified model: nothing shows yet that it computes what your program computes.</span>
      <button type="button" className={controls.link} onClick={openCheck}>
        Check it
      </button>
    </Note>
  );
}

function openCheck(): void {
  useLibrary.getState().open();
  requestAnimationFrame(focusField);
}

/** As soon as the dialog stands, which puts the focus on its first control; what is in it may still have to be loaded. */
function focusField(): void {
  const field = document.getElementById(REFERENCE_FIELD);
  if (field?.closest('dialog')?.open) field.focus();
  else if (useLibrary.getState().isOpen) requestAnimationFrame(focusField);
}
