import { useCallback, useEffect, useState } from 'react';
import { fromDrop, type GivenFile } from '../../../state/models/index.ts';
import { latePart } from '../../../ui/late/late-part.tsx';
import styles from './page-drop.module.css';

const TakeDropped = latePart({
  name: 'What takes the files you dropped',
  floats: true,
  load: async () => (await import('./take-dropped.tsx')).TakeDropped,
  waiting: null,
});

/** Files can be dropped anywhere on the page: those of a model, or a file of sentences. */
export function PageDrop() {
  const [over, setOver] = useState(false);
  const [given, setGiven] = useState<Promise<readonly GivenFile[]> | null>(null);
  useEffect(() => listen(setOver, setGiven), []);
  const onTaken = useCallback(() => setGiven(null), []);
  return (
    <>
      {over && <p className={styles.overlay}>Drop the files of a model, a file of sentences or a session</p>}
      {given && <TakeDropped given={given} onTaken={onTaken} />}
    </>
  );
}

function listen(setOver: (over: boolean) => void, take: (given: Promise<readonly GivenFile[]>) => void): () => void {
  const onOver = (event: DragEvent): void => {
    const mine = !event.defaultPrevented && event.dataTransfer?.types.includes('Files') === true;
    setOver(mine);
    if (!mine || !event.dataTransfer) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  };
  // Out of the window: there is nothing that it is over then.
  const onLeave = (event: DragEvent): void => {
    if (event.relatedTarget === null) setOver(false);
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    take(fromDrop(event.dataTransfer));
  };
  document.addEventListener('dragover', onOver);
  document.addEventListener('dragleave', onLeave);
  document.addEventListener('drop', onDrop);
  return () => {
    document.removeEventListener('dragover', onOver);
    document.removeEventListener('dragleave', onLeave);
    document.removeEventListener('drop', onDrop);
  };
}
