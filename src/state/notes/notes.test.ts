import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fromKept, joinedNotes, MAX_NOTE, MAX_NOTES, type Notes, toKept, withNote } from './notes-kept.ts';

const AT = '2026-01-02T03:04:05.000Z';
const disk = vi.hoisted(() => ({ value: undefined as unknown, refuses: false }));

vi.mock('idb-keyval', () => ({
  update: async (_: string, change: (value: unknown) => unknown) => {
    if (disk.refuses) throw new DOMException('full', 'QuotaExceededError');
    disk.value = structuredClone(change(disk.value));
  },
}));

const notesOf = (...pairs: readonly (readonly [string, string])[]): Notes =>
  new Map(pairs.map(([sentence, note]) => [sentence, { sentence, note, changedAt: AT }]));
const texts = (notes: Notes) => Object.fromEntries([...notes].map(([sentence, { note }]) => [sentence, note]));

describe('kept notes', () => {
  it('come back as they were, without those that are broken', () => {
    const notes = notesOf(['a film', 'ironic'], ['fine', 'two\nlines']);
    expect(fromKept(toKept(notes))).toEqual(notes);
    const broken = [{ sentence: 'a' }, { sentence: 'b', note: 'x'.repeat(MAX_NOTE + 1), changedAt: AT }, 7];
    expect(fromKept({ version: 1, notes: [...notes.values(), ...broken] })).toEqual(notes);
    for (const value of [undefined, null, 7, { version: 2, notes: [] }]) expect(fromKept(value).size).toBe(0);
  });

  it('are one a sentence, no longer than the limit; an empty one goes', () => {
    const one = withNote(new Map(), 'a film', 'x'.repeat(MAX_NOTE + 5), AT);
    expect(one.get('a film')?.note.length).toBe(MAX_NOTE);
    expect(withNote(one, 'a film', '  ', AT).size).toBe(0);
  });
});

describe('joined notes', () => {
  it('lose nothing of either side', () => {
    const { notes, left } = joinedNotes(notesOf(['a', 'mine'], ['b', 'same'], ['c', 'a long one']), [
      ...notesOf(['a', 'theirs'], ['b', 'same'], ['c', 'long'], ['d', 'new']).values(),
    ]);
    expect(texts(notes)).toEqual({ a: 'mine\n\ntheirs', b: 'same', c: 'a long one', d: 'new' });
    expect(left).toEqual([]);
  });

  it('name what has no room', () => {
    const full = notesOf(...Array.from({ length: MAX_NOTES }, (_, k) => [`s${k}`, 'x'.repeat(MAX_NOTE)] as const));
    const { notes, left } = joinedNotes(full, [...notesOf(['s0', 'other'], ['new', 'note']).values()]);
    expect(notes).toEqual(full);
    expect(left).toEqual(['s0', 'new']);
  });
});

describe('useNotes', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetModules();
    disk.value = undefined;
    disk.refuses = false;
  });
  const load = async () => {
    const { noteOf, useNotes } = await import('./notes-store.ts');
    await useNotes.getState().load();
    return { noteOf, useNotes };
  };

  it('keeps what is typed once it rests, beside what another tab has kept meanwhile', async () => {
    const { noteOf, useNotes } = await load();
    useNotes.getState().write(' a film ', 'iro');
    useNotes.getState().write('a film', 'ironic');
    expect(noteOf(useNotes.getState(), 'a film  ')?.note).toBe('ironic');
    disk.value = toKept(notesOf(['other', 'from another tab']));
    await vi.runAllTimersAsync();
    expect(texts(fromKept(disk.value))).toEqual({ other: 'from another tab', 'a film': 'ironic' });
    expect(texts(useNotes.getState().notes)).toEqual({ other: 'from another tab', 'a film': 'ironic' });
    useNotes.getState().write('other', '');
    await vi.runAllTimersAsync();
    expect(texts(fromKept(disk.value))).toEqual({ 'a film': 'ironic' });
  });

  it('tells where they cannot be kept, and keeps them with the next', async () => {
    const { useNotes } = await load();
    disk.refuses = true;
    useNotes.getState().write('a', 'one');
    await vi.runAllTimersAsync();
    expect(useNotes.getState().warning).toMatch(/could not be saved in this browser \(full\)/);
    disk.refuses = false;
    useNotes.getState().write('b', 'two');
    await vi.runAllTimersAsync();
    expect(texts(fromKept(disk.value))).toEqual({ a: 'one', b: 'two' });
  });

  it('takes no more than the limit', async () => {
    const { useNotes } = await load();
    useNotes.setState({ notes: notesOf(...Array.from({ length: MAX_NOTES }, (_, k) => [`s${k}`, 'x'] as const)) });
    useNotes.getState().write('one more', 'note');
    expect(useNotes.getState().notes.has('one more')).toBe(false);
    expect(useNotes.getState().warning).toMatch(/^At most 500 notes/);
  });
});
