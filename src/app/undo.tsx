import { UndoFace } from '../features/undo/undo-face.tsx';
import { latePart } from '../ui/late/late-part.tsx';

/** Takes the last change back, in either view. */
export const UndoButton = latePart({
  name: 'Undo',
  when: 'page is there',
  load: async () => {
    const [{ UndoButton }, { undo, redo }] = await Promise.all([
      import('../features/undo/undo-button.tsx'),
      import('../state/link/undo.ts'),
    ]);
    return () => <UndoButton undo={undo} redo={redo} />;
  },
  waiting: <UndoFace />,
});
