import { type RefObject, useEffect, useRef, useState } from 'react';
import { useExamples } from '../../state/examples-store.ts';

interface FileDrop {
  readonly ref: RefObject<HTMLElement | null>;
  /** True while a file is held over the element. */
  readonly isOver: boolean;
}

/** Lets an element take a file of sentences that is dropped on it. */
export function useFileDrop(): FileDrop {
  const ref = useRef<HTMLElement>(null);
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const leaves = (event: DragEvent): boolean => !(event.relatedTarget instanceof Node && element.contains(event.relatedTarget));
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (leaves(event)) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void useExamples.getState().takeFile(file);
    };
    element.addEventListener('dragover', over);
    element.addEventListener('dragleave', leave);
    element.addEventListener('drop', drop);
    return () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('dragleave', leave);
      element.removeEventListener('drop', drop);
    };
  }, []);

  return { ref, isOver };
}
