import { type KeptModel, useLibrary, useModels } from '../../../state/models/index.ts';
import { WarningIcon } from '../../../ui/controls/icons.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout, Note } from '../../../ui/layout/index.ts';
import { REFERENCE_FIELD } from './reference-field.ts';
import { countOf } from './trust-figures.ts';
import { refutedText } from './trust-mark.tsx';
import { trustOf } from './trust-of.ts';
import styles from './unverified-note.module.css';

/** Beneath a prediction: says so where it is of a model that nobody has checked, or whose check has failed, and leads to where that is done. */
export function UnverifiedNote() {
  const model = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId));
  const trust = model && trustOf(model);
  if (model?.refuted) return <Refuted check={model.refuted} />;
  if (trust !== 'unverified') return null;
  return (
    <Note className={styles.note}>
      <span>By an unverified model: nothing shows yet that it computes what your program computes.</span>
      <button type="button" className={controls.link} onClick={openCheck}>
        Check it
      </button>
    </Note>
  );
}

/** Never as quiet as a model that nobody has checked: what stands below explains another model than the user's. */
function Refuted({ check }: { readonly check: NonNullable<KeptModel['refuted']> }) {
  return (
    <Callout tone="danger" icon={<WarningIcon />} above={2}>
      <p>
        <strong>This model does not compute what your program computes: it {refutedText(check)}</strong>, over{' '}
        {countOf(check.sentences, 'sentence')}. What stands below explains other scores than yours.{' '}
        <button type="button" className={controls.link} onClick={openCheck}>
          See the check
        </button>
      </p>
    </Callout>
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
