import { type RefObject, useEffect, useRef, useState } from 'react';
import { useExamples } from '../../state/examples-store.ts';

interface FileDrop {
  readonly ref: RefObject<HTMLElement | null>;
  /** True while a file is held over the element. */
  readonly isOver: boolean;
}

const MODEL_FILE = /^(vocab|model)$|\.(pt|pth|bin|safetensors|np[yz]|h5|hdf5|keras|json|zip|pkl|pickle)$/i;

/** Neither a file that only a model has, nor what has no type and no ending, as folders. */
function isOfSentences({ name, type }: File): boolean {
  return type.startsWith('text/') || (!MODEL_FILE.test(name) && name.includes('.'));
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
      // What is no file of sentences is left to the page around, which takes the files of models.
      if (!event.dataTransfer?.types.includes('Files') || event.dataTransfer.items.length > 1) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (leaves(event)) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const [file, ...more] = event.dataTransfer?.files ?? [];
      if (!file || more.length > 0 || !isOfSentences(file)) return;
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
