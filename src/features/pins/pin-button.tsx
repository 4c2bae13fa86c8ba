import { useEffect } from 'react';
import { useExplain } from '../../state/explain-store.ts';
import { usePins } from '../../state/pins-store.ts';
import controls from '../../ui/controls.module.css';
import { PinIcon } from '../../ui/icons.tsx';

/** Sets the current explanation aside, to be seen beside others. */
export function PinButton() {
  const pinCurrent = usePins((state) => state.pinCurrent);
  const nothing = useExplain((state) => state.response === null);
  useEffect(() => {
    void usePins.getState().load();
  }, []);
  return (
    <button type="button" className={controls.button} disabled={nothing} onClick={pinCurrent}>
      <PinIcon />
      Pin this
    </button>
  );
}
