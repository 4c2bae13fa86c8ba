import { useLayoutEffect, useRef } from 'react';
import type { View } from '../state/page/index.ts';

/** Each view begins at its top and is found again where it was left. */
export function useViewScroll(view: View): void {
  const places = useRef<Record<View, number>>({ explain: 0, experiments: 0 });
  const shown = useRef(view);
  useLayoutEffect(() => {
    if (shown.current !== view) window.scrollTo(0, places.current[view]);
    shown.current = view;
    const note = () => {
      places.current[view] = window.scrollY;
    };
    window.addEventListener('scroll', note, { passive: true });
    return () => window.removeEventListener('scroll', note);
  }, [view]);
}
