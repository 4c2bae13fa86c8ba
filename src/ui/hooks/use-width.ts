import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width of an element's content box in CSS pixels, followed as it changes; `initial` until it is known. */
export function useWidth(element: RefObject<Element | null>, initial: number): number {
  const [width, setWidth] = useState(initial);
  // Before the first painting, so that nothing is drawn at a width it has not.
  useLayoutEffect(() => {
    if (!element.current) return;
    setWidth(Math.round(element.current.clientWidth));
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
