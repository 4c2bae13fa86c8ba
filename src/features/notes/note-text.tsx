import { noteOf, useNotes } from '../../state/notes/index.ts';
import { useExplain } from '../../state/sentence/index.ts';
import { NoteIcon } from '../../ui/controls/icons.tsx';
import { Callout, ScrollArea } from '../../ui/layout/index.ts';
import styles from './note-text.module.css';

/** A longer note scrolls in its place: the heat map beneath it is what one came for. */
const MAX_CHARACTERS = 400;
const MAX_LINES = 6;

/** What was noted on the sentence that is explained. */
export function NoteText() {
  const text = useExplain((state) => state.text);
  const note = useNotes((state) => noteOf(state, text)?.note);
  if (!note) return null;
  const isLong = note.length > MAX_CHARACTERS || note.split('\n').length > MAX_LINES;
  const paragraph = (
    <p dir="auto" className={`${styles.text} ${isLong ? styles.scrolled : ''}`}>
      {note}
    </p>
  );
  return (
    <Callout tone="sunken" above={2} icon={<NoteIcon written />} role="note" aria-label="Your note">
      {isLong ? (
        <ScrollArea label="The whole note" maxHeight="9rem">
          {paragraph}
        </ScrollArea>
      ) : (
        paragraph
      )}
    </Callout>
  );
}
