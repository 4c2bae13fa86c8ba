import { useLibrary, useModel, useModels } from '../../../state/models/index.ts';
import { Dialog } from '../../../ui/controls/dialog.tsx';
import { ChevronIcon, ModelIcon } from '../../../ui/controls/icons.tsx';
import controls from '../../../ui/controls.module.css';
import { latePart } from '../../../ui/late/late-part.tsx';
import { refutedText, TrustMark } from '../trust/trust-mark.tsx';
import { trustOf } from '../trust/trust-of.ts';
import styles from './model-button.module.css';

const ModelLibrary = latePart({
  name: 'The models',
  load: async () => (await import('./model-library.tsx')).ModelLibrary,
});

/** The model in use, by name; behind it all models there are, and the way to one's own. */
export function ModelButton() {
  const name = useModel((state) => state.info?.name);
  const model = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId));
  const { isOpen, open, close } = useLibrary();
  const shown = name ?? 'Models';
  const trust = model && trustOf(model);
  const marked = model && (trust === 'unverified' || trust === 'refuted');
  const said = model?.refuted ? `, ${refutedText(model.refuted)}` : marked ? ', unverified' : '';
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.model}`}
        aria-haspopup="dialog"
        aria-label={name ? `Model: ${name}${said}` : 'Models'}
        onClick={open}
      >
        <span className={styles.icon}>
          <ModelIcon />
        </span>
        <span className={styles.name}>{shown}</span>
        {marked && (
          <span className={styles.mark}>
            <TrustMark model={model} />
          </span>
        )}
        <span className={styles.chevron}>
          <ChevronIcon />
        </span>
      </button>
      <Dialog open={isOpen} title="Models" onClose={close}>
        {isOpen && <ModelLibrary onClose={close} />}
      </Dialog>
    </>
  );
}
