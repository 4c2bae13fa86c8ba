import { useEffect } from 'react';
import { useExamples } from '../../state/examples/index.ts';
import { useShortcuts } from '../../state/page/index.ts';
import { needsKeys } from '../../ui/hooks/needs-keys.ts';

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
  if (!useShortcuts.getState().singleKeys) return null;
  // On many keyboards brackets are typed with AltGr, which some systems report as Ctrl+Alt: the character counts.
  if (key === '[') return -1;
  return key === ']' ? 1 : null;
}
