import { useEffect } from 'react';
import type { Edit } from '../../state/edits.ts';
import { useWhatIf } from '../../state/what-if-store.ts';

/** Marks the edited words in every heat map (src/ui/word-heat-map.module.css) without drawing any word again. */
export function useEditMarks(): void {
  const edits = useWhatIf((state) => state.edits);
  useEffect(() => {
    if (edits.length === 0) return;
    mark(edits);
    // Heat maps that are drawn later, in another layout or with an answer that is awaited, get the marks too.
    const observer = new MutationObserver(() => mark(edits));
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      for (const cell of document.querySelectorAll<HTMLElement>('[data-edited]')) delete cell.dataset.edited;
    };
  }, [edits]);
}

function mark(edits: readonly Edit[]): void {
  for (const { kind, position } of edits) {
    const cells = document.querySelectorAll<HTMLElement>(`[data-heat-map] [data-index="${position}"]:not([data-edited])`);
    for (const cell of cells) cell.dataset.edited = kind;
  }
}
