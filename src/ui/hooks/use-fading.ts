import { useEffect, useEffectEvent } from 'react';

/** A message that goes by itself: calls `onGone` so many milliseconds after another one came; an empty one is none. */
export function useFading(message: string, milliseconds: number, onGone: () => void): void {
  const gone = useEffectEvent(onGone);
  useEffect(() => {
    if (!message) return;
    const timer = setTimeout(gone, milliseconds);
    return () => clearTimeout(timer);
  }, [message, milliseconds]);
}
