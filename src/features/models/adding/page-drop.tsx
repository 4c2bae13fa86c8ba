import { useEffect, useState } from 'react';
import { takeDropped } from '../../../state/drop/index.ts';
import { fromDrop } from '../../../state/models/index.ts';
import styles from './page-drop.module.css';

/** Files can be dropped anywhere on the page: those of a model, or a file of sentences. */
export function PageDrop() {
  const [over, setOver] = useState(false);
  useEffect(() => listen(setOver), []);
  return over && <p className={styles.overlay}>Drop the files of a model, or a file of sentences</p>;
}

function listen(setOver: (over: boolean) => void): () => void {
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
    void takeDropped(fromDrop(event.dataTransfer));
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
