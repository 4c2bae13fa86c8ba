import { useEffect } from 'react';
import { usePins } from '../../state/pins/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { PinIcon } from '../../ui/controls/icons.tsx';
import controls from '../../ui/controls.module.css';

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
