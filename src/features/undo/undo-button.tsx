import { useEffect } from 'react';
import { useSteps } from '../../state/link/index.ts';
import { needsKeys } from '../../ui/hooks/needs-keys.ts';
import { useFading } from '../../ui/hooks/use-fading.ts';
import { Raised } from '../../ui/layout/index.ts';
import styles from './undo-button.module.css';
import { UndoFace } from './undo-face.tsx';

const SAID_MS = 4000;

interface UndoButtonProps {
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Takes the last change back, in whichever view it was made, and says which it was. Ctrl/Cmd+Z does the same, outside text fields. */
export function UndoButton({ undo, redo }: UndoButtonProps) {
  const canUndo = useSteps(({ at }) => at > 0);
  const said = useSteps((state) => state.said);
  useUndoKeys(undo, redo);
  useFading(said, SAID_MS, () => useSteps.setState({ said: '' }));
  return (
    <>
      <UndoFace {...(canUndo ? { onClick: undo } : {})} />
      <p role="status" aria-label="About undoing" className={styles.status}>
        {said && (
          <Raised as="span" className={styles.said}>
            {said}
          </Raised>
        )}
      </p>
    </>
  );
}

/** Ctrl/Cmd+Z, and Ctrl/Cmd+Shift+Z or Ctrl+Y for redo; a text field keeps its own undo. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || needsKeys(event.target)) return;
      const key = event.key.toLowerCase();
      const redoes = (key === 'z' && event.shiftKey) || (key === 'y' && !event.shiftKey && !event.metaKey);
      if (!redoes && key !== 'z') return;
      event.preventDefault();
      if (redoes) redo();
      else undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [undo, redo]);
}
