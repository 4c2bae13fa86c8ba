import { usePublished } from '../../../state/published/index.ts';
import controls from '../../../ui/controls.module.css';

export function CancelButton({ label = 'Cancel' }: { readonly label?: string }) {
  const cancel = usePublished((state) => state.cancel);
  return (
    <button type="button" className={controls.button} onClick={cancel}>
      {label}
    </button>
  );
}
