import { Term } from '../terms/term.tsx';
import type { ScaleNote } from './scale-note.ts';

/** The note, with what the strongest colour is behind its first mention. */
export function ScaleNoteText({ note }: { readonly note: ScaleNote }) {
  const [, before = note.text, term, after] = /^(.*?)(strongest colour)(.*)$/i.exec(note.text) ?? [];
  return (
    <>
      {note.headline && <strong>{note.headline}. </strong>}
      {before}
      {term && <Term id="strongest-colour">{term}</Term>}
      {after}
    </>
  );
}
