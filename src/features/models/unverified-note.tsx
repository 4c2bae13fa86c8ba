import { useModels } from '../../state/models-store.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import styles from './unverified-note.module.css';

/** Beside a prediction: says so where it is of a model that nobody has checked, and leads to where that is done. */
export function UnverifiedNote({ onCheck }: { readonly onCheck: () => void }) {
  const unverified = useModels(({ models, currentId }) => {
    const model = models.find(({ id }) => id === currentId);
    return model !== undefined && model.source !== 'bundled' && model.verified === null;
  });
  if (!unverified) return null;
  return (
    <p className={styles.note}>
      <WarningIcon />
      Unverified model
      <button type="button" className={styles.check} onClick={onCheck}>
        Check it against your program
      </button>
    </p>
  );
}
