/** A session: all that the person has on the page, saved to a file and opened again beside what is there. */
import { create } from 'zustand';
import { useSentenceFile } from '../examples/index.ts';
import { fragmentHere, MAX_LINKED_CHARACTERS, openLink, useLink } from '../link/index.ts';
import { useModel } from '../models/index.ts';
import { joinedNotes, type Notes, useNotes } from '../notes/index.ts';
import { useSequencePins } from '../numbers/index.ts';
import { useShortcuts, useSize, useTheme } from '../page/index.ts';
import { usePins } from '../pins/index.ts';
import { useExplain } from '../sentence/index.ts';
import {
  checkSession,
  fromBase64,
  type Obstacle,
  type Session,
  type SessionData,
  toBase64,
  writeSession,
} from './session-file.ts';

interface SessionState {
  /** What became of the last file; null: nothing to tell. */
  readonly outcome:
    | { readonly kind: 'opened'; readonly name: string; readonly told: readonly string[] }
    | { readonly kind: 'refused'; readonly name: string; readonly obstacles: readonly Obstacle[] }
    | { readonly kind: 'undone'; readonly name: string }
    | null;
  /** The file of sentences that an opened session awaits. */
  readonly awaited: SessionData | null;
  /** The text of a session's file. @param withSentences holds the person's own file of sentences too */
  save(withSentences: boolean): Promise<string>;
  /** Opens a file beside what is here; nothing happens where anything is wrong with it. */
  open(file: Pick<File, 'name' | 'text'>): Promise<void>;
  /** Takes back what opening has changed. */
  undo(): Promise<void>;
  dismiss(): void;
}

let takeBack: (() => Promise<void>) | null = null;

export const useSession = create<SessionState>()((set, get) => ({
  outcome: null,
  awaited: null,

  async save(withSentences) {
    await loadKept();
    const { pins, shown } = usePins.getState();
    const { text, tokens } = useExplain.getState();
    const { info } = useModel.getState();
    return writeSession({
      savedAt: new Date().toISOString(),
      page: fragmentHere(),
      ...(text.length > MAX_LINKED_CHARACTERS ? { sentence: { text, tokens: tokens && [...tokens] } } : {}),
      model: info && { name: info.name, sha256: info.sha256 },
      settings: settingsHere(),
      pins: pins as Session['pins'],
      shown: [...shown],
      sequences: [...useSequencePins.getState().pins],
      notes: [...useNotes.getState().notes.values()],
      data: await dataHere(withSentences),
    });
  },

  async open(file) {
    const { name } = file;
    const refuse = (obstacles: readonly Obstacle[]) => set({ outcome: { kind: 'refused', name, obstacles } });
    let text: string;
    try {
      text = await file.text();
    } catch (error) {
      return refuse([{ where: 'the file', problem: `cannot be read: ${(error as Error).message}` }]);
    }
    const checked = checkSession(text);
    if ('obstacles' in checked) return refuse(checked.obstacles);
    const { session } = checked;
    const wrong = await checkContent(session.data);
    if (wrong) return refuse([wrong]);
    await loadKept();

    const settings = settingsHere();
    const page = { fragment: fragmentHere(), text: useExplain.getState().text, tokens: useExplain.getState().tokens };
    const before = { data: useSentenceFile.getState(), notes: useNotes.getState().notes };
    const joined = joinedNotes(before.notes, session.notes);
    const pins = usePins.getState().join(session.pins, session.shown);
    const sequences = useSequencePins.getState().join(session.sequences);
    useNotes.getState().replace(joined.notes);
    applySettings(session.settings);
    const isDataTaken = await takeData(session.data);
    set({ awaited: session.data && !isDataTaken ? session.data : null });
    showPage(session.page, session.sentence);
    takeBack = async () => {
      usePins.getState().drop(pins.added);
      useSequencePins.getState().drop(sequences.added);
      useNotes.getState().replace(notesWithout(joined.notes, before.notes));
      applySettings(settings);
      set({ awaited: null });
      if (isDataTaken) await restoreFile(before.data);
      showPage(page.fragment, page.text.length > MAX_LINKED_CHARACTERS ? page : undefined);
    };
    const otherModel = await missingModel(session.model);
    const told = [
      ...(otherModel ? [otherModel] : []),
      ...(get().awaited ? [awaitedFile(session.data)] : []),
      ...noRoom(pins.left, 'pins'),
      ...noRoom(sequences.left, 'pinned sequences'),
      ...joined.left.map((sentence) => `There is no room for its note on “${sentence.slice(0, 60)}”.`),
    ];
    set({ outcome: { kind: 'opened', name, told } });
  },

  async undo() {
    const { outcome } = get();
    const back = takeBack;
    takeBack = null;
    await back?.();
    if (outcome) set({ outcome: { kind: 'undone', name: outcome.name } });
  },

  dismiss() {
    takeBack = null;
    set({ outcome: null });
  },
}));

async function loadKept(): Promise<void> {
  await Promise.all([usePins.getState().load(), useNotes.getState().load(), useSequencePins.getState().load()]);
}

function noRoom(left: number, what: string): readonly string[] {
  return left > 0 ? [`There is no room for ${left} of its ${what}: remove others first, then open it again.`] : [];
}

function settingsHere(): Session['settings'] {
  return {
    theme: useTheme.getState().choice,
    large: useSize.getState().large,
    singleKeys: useShortcuts.getState().singleKeys,
  };
}

function applySettings({ theme, large, singleKeys }: Session['settings']): void {
  useTheme.getState().setChoice(theme);
  useSize.getState().setLarge(large);
  useShortcuts.getState().setSingleKeys(singleKeys);
}

function showPage(fragment: string, sentence?: { readonly text: string; readonly tokens: readonly string[] | null }): void {
  openLink(fragment);
  if (!sentence) return;
  const { target, contrast, lrp } = useExplain.getState();
  useExplain.getState().restore({ ...sentence, example: null, target, contrast, lrp });
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  return (await import('../hash-of.ts')).hashOf(bytes);
}

async function dataHere(withSentences: boolean): Promise<SessionData | null> {
  const { read } = useSentenceFile.getState();
  if (!read) return null;
  const { name, bytes } = read.file;
  return {
    name,
    bytes: bytes.length,
    sha256: await hashOf(bytes),
    reading: read.options as SessionData['reading'],
    ...(withSentences ? { content: toBase64(bytes) } : {}),
  };
}

async function checkContent(data: SessionData | null): Promise<Obstacle | null> {
  if (data?.content === undefined || (await hashOf(fromBase64(data.content))) === data.sha256) return null;
  return { where: 'data.content', problem: 'does not have the SHA-256 that stands beside it: the file has been changed' };
}

/** Lists the session's own sentences. @returns whether they are here: in the session, or as the file in use */
async function takeData(data: SessionData | null): Promise<boolean> {
  if (!data) return false;
  const { take, file } = useSentenceFile.getState();
  const isHere = file !== null && (await hashOf(file.bytes)) === data.sha256;
  if (!isHere && data.content === undefined) return false;
  if (!isHere) await take({ name: data.name, bytes: fromBase64(data.content ?? '') });
  await useSentenceFile.getState().change(data.reading);
  return true;
}

async function restoreFile({
  file,
  options,
}: Pick<ReturnType<typeof useSentenceFile.getState>, 'file' | 'options'>): Promise<void> {
  if (!file) return useSentenceFile.setState({ status: 'none', file: null, options: {}, settled: null, error: null, read: null });
  await useSentenceFile.getState().take(file);
  await useSentenceFile.getState().change(options);
}

/** A note that has been changed since stays as it is; the others are those of before. */
function notesWithout(joined: Notes, before: Notes): Notes {
  const now = useNotes.getState().notes;
  const sentences = new Set([...before.keys(), ...now.keys()]);
  return new Map(
    [...sentences].flatMap((sentence) => {
      const isAsJoined = now.get(sentence)?.note === joined.get(sentence)?.note;
      const note = (isAsJoined ? before : now).get(sentence);
      return note ? [[sentence, note]] : [];
    }),
  );
}

/** Says which model the session was saved with, where another is in use once its link is open. */
async function missingModel(model: Session['model']): Promise<string | null> {
  if (!model) return null;
  await untilModel();
  const { info } = useModel.getState();
  if (!info || info.sha256 === model.sha256) return null;
  const digits = model.sha256.slice(0, 8);
  return `It was saved with the model “${model.name}” (SHA-256 ${digits}…), which is not in this browser: “${info.name}” explains instead. Add the model’s files, then open the session again.`;
}

function untilModel(): Promise<void> {
  const isThere = () => useLink.getState().wantedModel === undefined && useModel.getState().status !== 'loading';
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) return;
      for (const stop of stops) stop();
      resolve();
    };
    const stops = [useLink.subscribe(look), useModel.subscribe(look)];
    look();
  });
}

function awaitedFile(data: SessionData | null): string {
  return `Its sentences are in a file of your own, “${data?.name}” (${data?.bytes} bytes), which the session names but does not hold. Add it, and it is read as before.`;
}

// The file that an opened session awaits is known by its hash, whatever it is called.
useSentenceFile.subscribe(async ({ file }, before) => {
  const { awaited } = useSession.getState();
  if (!awaited || !file || file === before.file || file.bytes.length !== awaited.bytes) return;
  if ((await hashOf(file.bytes)) !== awaited.sha256 || useSentenceFile.getState().file !== file) return;
  useSession.setState({ awaited: null });
  await useSentenceFile.getState().change(awaited.reading);
});
