import { useEffect } from 'react';
import { useWhatIf } from '../../state/what-if/index.ts';
import { needsKeys } from '../../ui/hooks/needs-keys.ts';

/** Ctrl/Cmd+Z takes the last edit back, Ctrl/Cmd+Shift+Z or Ctrl+Y makes it again; a text field keeps its own undo. */
export function useHistoryKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || needsKeys(event.target)) return;
      const key = event.key.toLowerCase();
      const { undo, redo, past, future } = useWhatIf.getState();
      const redoes = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey && !event.metaKey);
      if (redoes ? future.length === 0 : key !== 'z' || event.shiftKey || past.length === 0) return;
      event.preventDefault();
      if (redoes) redo();
      else undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
