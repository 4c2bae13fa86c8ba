import { noteOf, useNotes } from '../../state/notes/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { NoteIcon } from '../../ui/controls/icons.tsx';
import { Callout } from '../../ui/layout/index.ts';
import styles from './note-text.module.css';

/** What was noted on the sentence that is explained. */
export function NoteText() {
  const text = useExplain((state) => state.text);
  const note = useNotes((state) => noteOf(state, text)?.note);
  if (!note) return null;
  return (
    <Callout tone="sunken" above={2} icon={<NoteIcon written />} role="note" aria-label="Your note">
      <p dir="auto" className={styles.text}>
        {note}
      </p>
    </Callout>
  );
}
