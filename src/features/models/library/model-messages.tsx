import { useModels, useNewModel } from '../../../state/models/index.ts';
import { ErrorBanner } from '../../../ui/controls/error-banner.tsx';
import controls from '../../../ui/controls.module.css';
import { Callout } from '../../../ui/layout/index.ts';
import styles from './model-messages.module.css';

/** What has been done, and what went wrong, until the next thing is done. */
export function ModelMessages({ onClose }: { readonly onClose: () => void }) {
  const { message, warning, error, removed } = useModels();
  const going = useNewModel((state) => state.status !== 'none');
  const current = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId)?.name);
  const { dismiss, undoRemove } = useModels.getState();
  return (
    <>
      <Callout
        tone="sunken"
        className={styles.line}
        data-empty={((!message || going) && !warning) || undefined}
        actions={
          <>
            {!going && message && removed && (
              <button type="button" className={controls.chip} onClick={() => void undoRemove()}>
                Undo
              </button>
            )}
            {!going && message && !removed && (
              <button type="button" className={controls.chip} onClick={onClose}>
                Show the explanation
              </button>
            )}
            {warning && (
              <button type="button" className={controls.chip} onClick={dismiss}>
                Dismiss
              </button>
            )}
          </>
        }
      >
        <p role="status" aria-label="About the models">
          {!going && message}
          {warning && <span className={styles.warning}>{warning}</span>}
        </p>
      </Callout>
      {error && !going && (
        <ErrorBanner
          title="This model could not be loaded"
          error={error}
          note={current && `“${current}” stays in use.`}
          action={
            <button type="button" className={controls.chip} onClick={dismiss}>
              Dismiss
            </button>
          }
        />
      )}
    </>
  );
}
