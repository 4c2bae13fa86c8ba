import { useWhatIf } from '../../state/what-if/index.ts';
import controls from '../../ui/controls.module.css';
import styles from './history-buttons.module.css';

/** Undo, redo, reset. What has nothing to do says so and stays focusable: the focus is not lost with the last step. */
export function HistoryButtons() {
  const { undo, redo, reset } = useWhatIf.getState();
  const canUndo = useWhatIf((state) => state.past.length > 0);
  const canRedo = useWhatIf((state) => state.future.length > 0);
  const canReset = useWhatIf((state) => state.edits.length > 0);
  return (
    <div className={styles.buttons}>
      <button
        type="button"
        data-undo=""
        className={controls.quiet}
        aria-disabled={!canUndo}
        aria-keyshortcuts="Control+Z Meta+Z"
        title="Ctrl+Z"
        onClick={undo}
      >
        Undo
      </button>
      <button
        type="button"
        className={controls.quiet}
        aria-disabled={!canRedo}
        aria-keyshortcuts="Control+Shift+Z Control+Y Meta+Shift+Z"
        title="Ctrl+Shift+Z"
        onClick={redo}
      >
        Redo
      </button>
      <button type="button" className={controls.quiet} aria-disabled={!canReset} onClick={reset}>
        Reset
      </button>
    </div>
  );
}
