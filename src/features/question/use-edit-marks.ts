import { useEffect } from 'react';
import { type Edit, useWhatIf } from '../../state/what-if/index.ts';

/** This sentence's heat maps, and the difference heat map: others on the page are of other sentences. */
const HERE = ['[aria-labelledby="why-heading"]', '[data-heat-map="difference"]'];

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
    const unmarked = HERE.map((here) => `${here} [data-index="${position}"]:not([data-edited])`);
    const cells = document.querySelectorAll<HTMLElement>(unmarked.join());
    for (const cell of cells) cell.dataset.edited = kind;
  }
}
