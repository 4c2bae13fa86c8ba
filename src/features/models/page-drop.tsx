import { useEffect, useState } from 'react';
import { fromDrop } from '../../state/given-files.ts';
import { useNewModel } from '../../state/new-model-store.ts';
import styles from './page-drop.module.css';

/** A model's files can be dropped anywhere; what another part of the page takes for itself (a file of sentences) is left to it. */
export function PageDrop() {
  const [over, setOver] = useState(false);
  useEffect(() => listen(setOver), []);
  return over && <p className={styles.overlay}>Drop the files of a model</p>;
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
    void useNewModel.getState().take(fromDrop(event.dataTransfer));
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
