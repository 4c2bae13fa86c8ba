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
    void takeDropped(given, closeDialogs);
    onTaken();
  }, [given, onTaken]);
  return null;
}

/** What is told on the page must not stand behind a dialog. The sheet of the examples is where it is told. */
function closeDialogs(): void {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]:not([data-placement="side"])')) dialog.close();
}
