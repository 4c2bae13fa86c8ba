import { useEffect } from 'react';
import { takeDropped } from '../../../state/drop/index.ts';
import type { GivenFile } from '../../../state/models/index.ts';

interface TakeDroppedProps {
  readonly given: Promise<readonly GivenFile[]>;
  readonly onTaken: () => void;
}

/** Draws nothing: hands what was dropped on to where it belongs. */
export function TakeDropped({ given, onTaken }: TakeDroppedProps) {
  useEffect(() => {
    void takeDropped(given);
    onTaken();
  }, [given, onTaken]);
  return null;
}
