import { useEffect } from 'react';
import { useExamples } from '../../state/examples-store.ts';

/** `[` or Alt+Up: previous example; `]` or Alt+Down: next one. Not while a field has the focus that needs these keys itself. */
export function useExampleShortcuts(): void {
  useEffect(() => {
    function step(event: KeyboardEvent): void {
      const direction = directionOf(event);
      if (direction === null || event.defaultPrevented || needsKeys(event.target)) return;
      event.preventDefault();
      useExamples.getState().step(direction);
    }
    document.addEventListener('keydown', step);
    return () => document.removeEventListener('keydown', step);
  }, []);
}

function directionOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): 1 | -1 | null {
  if (altKey && !ctrlKey && !metaKey) {
    if (key === 'ArrowUp') return -1;
    if (key === 'ArrowDown') return 1;
  }
  // On many keyboards brackets are typed with AltGr, which some systems report as Ctrl+Alt: the character counts.
  if (key === '[') return -1;
  return key === ']' ? 1 : null;
}

/** Text fields and selects, and whatever stands in an open dialogue. */
const NEEDS_KEYS =
  'select, textarea, dialog, [role="dialog"], input:not([type="file"], [type="checkbox"], [type="radio"], [type="range"])';

function needsKeys(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(NEEDS_KEYS) !== null);
}
