import type { ScaleNote } from './scale-note.ts';

export function ScaleNoteText({ note }: { readonly note: ScaleNote }) {
  return (
    <>
      {note.headline && <strong>{note.headline}. </strong>}
      {note.text}
    </>
  );
}
