import { type PointerEvent, useCallback, useEffect, useRef } from 'react';

/**
 * Tells whether a pointer has itself moved since it was last heard of, anywhere on the page. Browsers send the same events when the page
 * moves beneath a pointer that rests: nobody points at what comes to lie there.
 */
export function usePointerMoves(): (event: PointerEvent) => boolean {
  const last = useRef<string | null>(null);
  useEffect(() => {
    // On the window, that is after whatever hears of the same event on the page.
    const note = (event: globalThis.PointerEvent) => {
      last.current = placeOf(event);
    };
    window.addEventListener('pointermove', note, { passive: true });
    return () => window.removeEventListener('pointermove', note);
  }, []);
  return useCallback((event) => placeOf(event) !== last.current, []);
}

function placeOf({ screenX, screenY }: Pick<globalThis.PointerEvent, 'screenX' | 'screenY'>): string {
  return `${screenX} ${screenY}`;
}
