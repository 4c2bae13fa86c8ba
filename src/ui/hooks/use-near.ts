import { type RefObject, useEffect, useState } from 'react';

/** Whether an element is on the screen or less than half a screen away from it, or less than another `margin`. */
export function useNear(element: RefObject<Element | null>, margin = '50% 0%'): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!element.current) return;
    // On a busy page several crossings are told at once: the last one holds.
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: margin,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, margin]);
  return near;
}
