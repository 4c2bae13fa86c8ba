import { useEffect } from 'react';

/** Marks the section of the first heading or field that is there (by id) as what the step is about, and brings it into sight. */
export function useTourAnchor(ids: readonly string[], step: number): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: two steps about the same section each bring it into sight
  useEffect(() => {
    const anchor = ids.map((id) => document.getElementById(id)).find((element) => element !== null);
    const section = anchor?.closest<HTMLElement>('section');
    if (!section) return;
    section.dataset.tourCurrent = '';
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    section.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' });
    return () => {
      delete section.dataset.tourCurrent;
    };
  }, [ids, step]);
}
