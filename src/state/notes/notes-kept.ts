/** Notes as they are kept in the browser and in files of sessions: what is read is believed only once it has been checked. Pure. */
import * as v from 'valibot';

export interface SentenceNote {
  /** The sentence that it is of, as typed, without blanks about it. */
  readonly sentence: string;
  readonly note: string;
  /** ISO 8601. */
  readonly changedAt: string;
}

/** By sentence. */
export type Notes = ReadonlyMap<string, SentenceNote>;

/** Characters of a note. */
export const MAX_NOTE = 2000;
/** Kept at most. */
export const MAX_NOTES = 500;

export const noteSchema = v.strictObject({
  sentence: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1_000_000)),
  note: v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_NOTE)),
  changedAt: v.pipe(v.string(), v.isoTimestamp()),
});

const kept = v.object({ version: v.literal(1), notes: v.array(v.unknown()) });

/** What to keep. */
export function toKept(notes: Notes): unknown {
  return { version: 1, notes: [...notes.values()] };
}

/**
 * What was kept, without what is broken.
 *
 * @param value whatever the store held; undefined: nothing was kept
 */
export function fromKept(value: unknown): Notes {
  const whole = v.safeParse(kept, value);
  const each = whole.success ? whole.output.notes : [];
  return new Map(
    each.flatMap((one) => {
      const parsed = v.safeParse(noteSchema, one);
      return parsed.success ? [[parsed.output.sentence, parsed.output]] : [];
    }),
  );
}

/** With another note of a sentence; an empty one takes it away. */
export function withNote(notes: Notes, sentence: string, note: string, changedAt: string): Notes {
  const next = new Map(notes);
  const cut = note.slice(0, MAX_NOTE);
  if (cut.trim() === '') next.delete(sentence);
  else next.set(sentence, { sentence, note: cut, changedAt });
  return next;
}

/**
 * Two collections as one: where both have a note of a sentence and one does not hold the other, the given one follows the own one.
 *
 * @returns left: the sentences whose given note found no room: there would be too many, or the note too long
 */
export function joinedNotes(
  own: Notes,
  given: readonly SentenceNote[],
): { readonly notes: Notes; readonly left: readonly string[] } {
  const notes = new Map(own);
  const left: string[] = [];
  for (const one of given) {
    const before = notes.get(one.sentence);
    if (before?.note.includes(one.note)) continue;
    const note = !before || one.note.includes(before.note) ? one.note : `${before.note}\n\n${one.note}`;
    if (note.length > MAX_NOTE || (!before && notes.size >= MAX_NOTES)) left.push(one.sentence);
    else notes.set(one.sentence, { ...one, note });
  }
  return { notes, left };
}
