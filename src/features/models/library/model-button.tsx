import { useModel, useModels, useNewModel } from '../../../state/models/index.ts';
import { Dialog } from '../../../ui/controls/dialog.tsx';
import { ChevronIcon, ModelIcon } from '../../../ui/controls/icons.tsx';
import controls from '../../../ui/controls.module.css';
import { TrustMark, trustOf } from '../trust/trust-mark.tsx';
import styles from './model-button.module.css';
import { ModelLibrary } from './model-library.tsx';

/** The model in use, by name; behind it all models there are, and the way to one's own. */
export function ModelButton() {
  const name = useModel((state) => state.info?.name);
  const model = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId));
  const open = useNewModel((state) => state.libraryOpen);
  const { openLibrary, closeLibrary } = useNewModel.getState();
  const shown = name ?? 'Models';
  const unverified = model !== undefined && trustOf(model) === 'unverified';
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.model}`}
        aria-haspopup="dialog"
        aria-label={name ? `Model: ${name}${unverified ? ', unverified' : ''}` : 'Models'}
        onClick={openLibrary}
      >
        <span className={styles.icon}>
          <ModelIcon />
        </span>
        <span className={styles.name}>{shown}</span>
        {unverified && (
          <span className={styles.mark}>
            <TrustMark model={model} />
          </span>
        )}
        <span className={styles.chevron}>
          <ChevronIcon />
        </span>
      </button>
      <Dialog open={open} title="Models" onClose={closeLibrary}>
        {open && <ModelLibrary onClose={closeLibrary} />}
      </Dialog>
    </>
  );
}
