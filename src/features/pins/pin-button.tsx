import { useEffect } from 'react';
import { usePins } from '../../state/pins/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { PinFace } from './pin-face.tsx';

/** Sets the current explanation aside, to be seen beside others. */
export function PinButton() {
  const pinCurrent = usePins((state) => state.pinCurrent);
  const nothing = useExplain((state) => state.response === null);
  useEffect(() => {
    void usePins.getState().load();
  }, []);
  return <PinFace {...(nothing ? {} : { onClick: pinCurrent })} />;
}
