export { joinedNotes, MAX_NOTE, type Notes, noteSchema } from './notes-kept.ts';
export { noteOf, useNotes } from './notes-store.ts';
