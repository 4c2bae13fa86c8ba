import { useSentenceFile } from '../../state/examples/index.ts';
import sst from '../../state/examples/sst-constants.json';
import { Note } from '../../ui/layout/index.ts';

/** What came of reading the file. */
export function ReadAsNotes() {
  const read = useSentenceFile((state) => state.read);
  if (!read) return null;
  const notes = [...read.table.notes];
  if (read.file.name === sst.fileName) notes.push('This is not the published SST test set: its SHA-256 differs.');
  if (notes.length === 0) return null;
  return (
    <Note as="ul" size="xs" aria-label="About this file">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </Note>
  );
}
