import { useEffect, useId } from 'react';
import { MAX_NOTE, noteOf, useNotes } from '../../state/notes/index.ts';
import { firstWords, useExplain } from '../../state/sentence/index.ts';
import { NoteIcon } from '../../ui/controls/icons.tsx';
import { usePopoverPlace } from '../../ui/controls/place-popover.ts';
import { Popover, type PopoverContentProps } from '../../ui/controls/popover.tsx';
import controls from '../../ui/controls.module.css';
import { Note, Stack } from '../../ui/layout/index.ts';
import { formatCount } from '../../ui/text/format-number.ts';
import styles from './note-button.module.css';

/** From so many characters before the limit on, what is left is told. */
const TOLD_BEFORE = 200;

/** What the person notes on this sentence. */
export function NoteButton() {
  const text = useExplain((state) => state.text);
  const has = useNotes((state) => noteOf(state, text) !== null);
  useEffect(() => {
    void useNotes.getState().load();
  }, []);
  return <Popover label="Note" icon={<NoteIcon written={has} />} content={NoteField} />;
}

function NoteField(place: PopoverContentProps) {
  usePopoverPlace(place);
  const id = useId();
  const text = useExplain((state) => state.text);
  const note = useNotes((state) => noteOf(state, text)?.note ?? '');
  const warning = useNotes((state) => state.warning);
  const count = useNotes((state) => state.notes.size);
  const left = MAX_NOTE - note.length;
  if (text.trim() === '') return <p>There is no sentence to note anything on yet.</p>;
  return (
    <Stack gap={2} className={styles.panel}>
      <label htmlFor={id}>
        Note on “<bdi>{firstWords(text, 40)}</bdi>”
      </label>
      <textarea
        id={id}
        className={`${controls.input} ${styles.field}`}
        rows={5}
        dir="auto"
        maxLength={MAX_NOTE}
        aria-describedby={`${id}-hint`}
        value={note}
        onChange={(event) => useNotes.getState().write(text, event.target.value)}
      />
      <Note id={`${id}-hint`} size="xs">
        Kept in this browser, with this sentence ({formatCount(count)} {count === 1 ? 'note' : 'notes'} in all), and written into
        exports and sessions.
        {left < TOLD_BEFORE && ` ${formatCount(left)} characters are left.`}
      </Note>
      <p role="status" className={styles.warning}>
        {warning}
      </p>
    </Stack>
  );
}
