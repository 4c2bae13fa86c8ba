import { useEffect } from 'react';

/**
 * Marks words in heat maps (data-<name>, which src/ui/heat-map or the caller gives a look) without drawing any of them again.
 * @param maps selectors of what holds their cells
 * @param marks by position; kept as it is while nothing changes
 */
export function useCellMarks(name: 'edited' | 'phrase', maps: readonly string[], marks: ReadonlyMap<number, string>): void {
  useEffect(() => {
    if (marks.size === 0) return;
    const attribute = `data-${name}`;
    const mark = () => {
      for (const [position, value] of marks) {
        const unmarked = maps.map((here) => `${here} [data-index="${position}"]:not([${attribute}])`);
        for (const cell of document.querySelectorAll(unmarked.join())) cell.setAttribute(attribute, value);
      }
    };
    mark();
    // Heat maps that are drawn later, in another layout or with an answer that is awaited, get the marks too.
    const observer = new MutationObserver(mark);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      for (const cell of document.querySelectorAll(`[${attribute}]`)) cell.removeAttribute(attribute);
    };
  }, [name, maps, marks]);
}
