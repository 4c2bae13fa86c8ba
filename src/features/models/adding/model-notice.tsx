import { useLibrary, useModels } from '../../../state/models/index.ts';
import controls from '../../../ui/controls.module.css';
import { Callout } from '../../../ui/layout/index.ts';
import { wholeSentence } from './problem-sentence.ts';

/** What is wrong with the models, told on the page while their library is closed. */
export function ModelNotice() {
  const error = useModels((state) => state.error);
  const warning = useModels((state) => state.warning);
  const current = useModels(({ models, currentId }) => models.find(({ id }) => id === currentId)?.name);
  const libraryOpen = useLibrary((state) => state.isOpen);
  const shown = !libraryOpen && (error !== null || warning !== null);
  return (
    <div role="status" aria-label="About the models">
      {shown && (
        <Callout
          tone="framed"
          below={4}
          actions={
            <>
              <button type="button" className={controls.button} onClick={() => useLibrary.getState().open()}>
                Models
              </button>
              <button type="button" className={controls.button} onClick={() => useModels.getState().dismiss()}>
                Dismiss
              </button>
            </>
          }
        >
          {error && (
            <p>
              <strong>The model could not be loaded.</strong> {wholeSentence(error)} “{current}” is in use.
            </p>
          )}
          {warning && <p>{warning}</p>}
        </Callout>
      )}
    </div>
  );
}
