import { PinIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';

/** The button itself, which is there before what it does has been loaded. */
export function PinFace({ onClick }: { readonly onClick?: () => void }) {
  return (
    <button type="button" className={controls.button} aria-label="Pin this" disabled={!onClick} onClick={onClick}>
      <PinIcon />
      <span className={controls.label}>Pin this</span>
    </button>
  );
}
