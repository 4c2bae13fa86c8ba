import { UndoIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';

/** The button itself, which is there before what it does has been loaded. */
export function UndoFace({ onClick }: { readonly onClick?: () => void }) {
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.icon}`}
      aria-label="Undo the last change"
      title="Undo the last change (Ctrl+Z)"
      aria-disabled={!onClick}
      onClick={onClick}
    >
      <UndoIcon />
    </button>
  );
}
