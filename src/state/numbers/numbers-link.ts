/** Links to sequences of numbers: what is explained as texts (numbers-link-text.ts), and what a link says put into the stores. */
import { create } from 'zustand';
import type { SequenceOptions, SequenceTable } from '../../engine/numbers-protocol.ts';
import { digestOf, hashOf, knownDigest } from '../hash-of.ts';
import { useModel } from '../models/index.ts';
import { type SequenceProblem, type SequenceTexts, useSequenceLink } from '../sequence-link/index.ts';
import { type GivenSequences, useNumbersFile } from './numbers-file-store.ts';
import {
  FILE_DIGITS,
  formatChanges,
  formatReading,
  formatScaling,
  MOST_CONTENT,
  parseBaseline,
  parseChanges,
  parsePlace,
  parseReading,
  parseScaling,
  parseSpan,
} from './numbers-link-text.ts';
import { type NumbersPlace, placeNext, showPlaced, useNumbers } from './numbers-store.ts';
import { SITE_MODELS } from './site-examples.ts';

/** A file that a link names and does not hold. */
interface AwaitedFile {
  readonly kind: 'sequences' | 'vectors';
  readonly name: string;
  /** The first digits of its SHA-256. */
  readonly digits: string;
}

interface NumbersLinkState {
  readonly awaited: AwaitedFile | null;
  /** A file that was given in its place: its name, and the first digits of its SHA-256. */
  readonly other: { readonly name: string; readonly digits: string } | null;
  /** Takes the file that is awaited; another one is told. */
  give(file: File): Promise<void>;
  /** The link is not waited for any more. */
  dismiss(): void;
}

/** The link that was opened and is not shown yet. */
let pending: SequenceTexts | null = null;
/** Files that were given for it. */
let vectors: { readonly name: string; readonly bytes: Uint8Array } | null = null;
let turn = 0;
/** What the stores came to when a link had been put into them: only a change of that is written. */
let settled: string | null = null;

export const useNumbersLink = create<NumbersLinkState>()((set, get) => ({
  awaited: null,
  other: null,
  async give(file) {
    const { awaited } = get();
    if (!awaited) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const digits = await digestOf(bytes);
    if (!digits.startsWith(awaited.digits)) return set({ other: { name: file.name, digits: digits.slice(0, FILE_DIGITS) } });
    if (awaited.kind === 'vectors') vectors = { name: file.name, bytes };
    set({ awaited: null, other: null });
    await place(awaited.kind === 'sequences' ? { name: file.name, bytes } : null);
  },
  dismiss() {
    pending = null;
    set({ awaited: null, other: null });
    write();
  },
}));

/** What is explained and how, as a link holds it; {}: no sequence of a file is. */
function textsHere(): SequenceTexts {
  const { isShown, file, sha256, site, options, scalingChoice, scaling } = useNumbersFile.getState();
  if (!isShown || !file || !sha256) return {};
  const { index, target, contrast, baseline, edits, span } = useNumbers.getState();
  const ofWords = options.vectors?.kind === 'words' ? options.vectors : null;
  const texts = {
    site,
    file: sha256.slice(0, FILE_DIGITS),
    file_name: file.name,
    content: contentOf(file.bytes),
    reading: formatReading(options),
    alphabet: options.vectors?.kind === 'characters' ? options.vectors.alphabet : null,
    vectors:
      ofWords &&
      `${knownDigest(ofWords.file.bytes)?.slice(0, FILE_DIGITS)}:${ofWords.lowercase ? 'lower' : 'as-is'}:${ofWords.file.name}`,
    scaling: formatScaling(scalingChoice, scaling),
    at: index === 0 ? null : String(index + 1),
    output: target === 'predicted' ? null : String(target),
    output_contrast: contrast === null ? null : String(contrast),
    against: baseline === 'none' ? null : typeof baseline === 'number' ? String(baseline + 1) : baseline,
    changes: formatChanges(edits),
    span: span && `${span.from}:${span.to}`,
  };
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== null));
}

const contents = new WeakMap<Uint8Array, string | null>();

/** The file itself, where it is short and text; null: a link names it alone. */
function contentOf(bytes: Uint8Array): string | null {
  const known = contents.get(bytes);
  if (known !== undefined) return known;
  const text = bytes.length > MOST_CONTENT || bytes.includes(0) ? null : decoded(bytes);
  contents.set(bytes, text);
  return text;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function write(): void {
  if (pending || useSequenceLink.getState().awaitsModel) return;
  const texts = textsHere();
  const key = JSON.stringify(texts);
  if (key === settled) return;
  settled = key;
  useSequenceLink.setState({ texts });
}

/**
 * Puts the link that is waited for into the stores, once its model is in use.
 * @param given its file; null: it is in use, or in the link
 */
async function place(given: { readonly name: string; readonly bytes: Uint8Array } | null): Promise<void> {
  const link = pending;
  const { info } = useModel.getState();
  if (!link || useSequenceLink.getState().awaitsModel || info?.input !== 'numbers') return;
  const mine = ++turn;
  const problems: SequenceProblem[] = [];
  const shown = useNumbersFile.getState();
  if (link.file === undefined) {
    shown.show(false);
    return settle();
  }
  const { file: digits, file_name: name = 'the file' } = link;
  if (!/^[0-9a-f]{8,64}$/.test(digits)) {
    const expected = 'the first 8 digits or more of a file’s SHA-256';
    useSequenceLink.setState({ problems: [{ parameter: 'file', found: digits.slice(0, 40), expected, used: 'no file' }] });
    return settle();
  }
  const inUse = shown.file && shown.sha256?.startsWith(digits) ? shown.file : null;
  const file = given ?? inUse ?? contentIn(link, problems);
  if (!file) return wait({ kind: 'sequences', name, digits }, problems);
  const read = vectorsIn(link, problems);
  if (read === 'absent') {
    const [digitsOfVectors = '', , ...rest] = link.vectors?.split(':') ?? [];
    shown.keep(await sequencesOf(file, link, null));
    return wait({ kind: 'vectors', name: rest.join(':'), digits: digitsOfVectors }, problems);
  }
  const options = { ...parseReading(link.reading, problems), ...(read ? { vectors: read } : {}) };
  const scalingChoice = parseScaling(link.scaling, info.embeddingSize, problems);
  placeNext((table) => placeIn(link, table, info.classes.length, problems));
  await shown.open(await sequencesOf(file, link, shown.site), options, scalingChoice);
  if (mine !== turn) return;
  showPlaced();
  settle();
  if (problems.length > 0) useSequenceLink.setState({ problems });
}

async function sequencesOf(
  file: { readonly name: string; readonly bytes: Uint8Array },
  { site }: SequenceTexts,
  known: string | null,
): Promise<GivenSequences> {
  const folder = site ?? known;
  const ofSite = SITE_MODELS.find((model) => model.folder === folder);
  const example = ofSite?.examples.find((one) => file.name === `${one.file}.csv`);
  return { file, sha256: await digestOf(file.bytes), site: ofSite && example ? ofSite.folder : null, see: example?.see ?? null };
}

function settle(): void {
  pending = null;
  useNumbersLink.setState({ awaited: null, other: null });
  settled = JSON.stringify(textsHere());
}

function wait(awaited: AwaitedFile, problems: readonly SequenceProblem[]): void {
  useNumbersFile.getState().show(true);
  useNumbersLink.setState({ awaited, other: null });
  if (problems.length > 0) useSequenceLink.setState({ problems });
}

function contentIn({ file = '', file_name: name = 'link.csv', content }: SequenceTexts, problems: SequenceProblem[]) {
  if (content === undefined) return null;
  const bytes = new TextEncoder().encode(content);
  if (hashOf(bytes).startsWith(file)) return { name, bytes };
  const expected = 'the text whose SHA-256 begins as “file” says: it was changed on its way';
  problems.push({ parameter: 'content', found: content.slice(0, 40), expected, used: 'the file, once it is given' });
  return null;
}

/** 'absent': they are in a file that is not here. */
function vectorsIn(
  { alphabet, vectors: named }: SequenceTexts,
  problems: SequenceProblem[],
): SequenceOptions['vectors'] | 'absent' | null {
  if (alphabet !== undefined) return { kind: 'characters', alphabet };
  if (named === undefined) return null;
  const [, digits, form] = /^([0-9a-f]{8,64}):(lower|as-is):/.exec(named) ?? [];
  if (digits === undefined) {
    const expected = 'DIGITS:lower:NAME or DIGITS:as-is:NAME of a file of word vectors';
    problems.push({ parameter: 'vectors', found: named.slice(0, 40), expected, used: 'rows of numbers' });
    return null;
  }
  const known = useNumbersFile.getState().options.vectors;
  const file = [vectors, known?.kind === 'words' ? known.file : null].find(
    (one) => one && knownDigest(one.bytes)?.startsWith(digits),
  );
  return file ? { kind: 'words', file, lowercase: form === 'lower' } : 'absent';
}

/** What the link says of the sequence, once it is known which there are. */
function placeIn(
  link: SequenceTexts,
  { sequences, features }: SequenceTable,
  classes: number,
  problems: SequenceProblem[],
): NumbersPlace {
  const index = (parsePlace('at', link.at, [1, sequences.length + 1], problems) ?? 1) - 1;
  const lengths = sequences.map(({ from, to }) => to - from);
  const length = lengths[index] ?? 0;
  return {
    index,
    target: parsePlace('output', link.output, [0, classes], problems) ?? 'predicted',
    contrast: parsePlace('output_contrast', link.output_contrast, [0, classes], problems),
    baseline: parseBaseline(link.against, index, lengths, problems),
    edits: parseChanges(link.changes, { length, features: features.length }, problems),
    span: parseSpan(link.span, length, problems),
  };
}

/** Keeps link and stores the same. To be called once, when the view is there. */
export function followSequenceLink(): void {
  const take = () => {
    pending = useSequenceLink.getState().texts;
    vectors = null;
    useNumbersLink.setState({ awaited: null, other: null });
    void place(null);
  };
  // The model came before this view: what the link says of it is still to be done, and nothing is to be closed.
  if (useSequenceLink.getState().texts.file !== undefined) take();
  useSequenceLink.subscribe(({ opened, awaitsModel }, before) => {
    if (opened !== before.opened) take();
    else if (awaitsModel !== before.awaitsModel) void place(null);
  });
  useModel.subscribe(({ info }, before) => {
    if (info !== before.info) void place(null);
  });
  useNumbersFile.subscribe(({ file, sha256 }, before) => {
    const { awaited } = useNumbersLink.getState();
    if (!file || file === before.file || awaited?.kind !== 'sequences') return write();
    if (sha256?.startsWith(awaited.digits)) void place(file);
    else useNumbersLink.setState({ other: { name: file.name, digits: sha256?.slice(0, FILE_DIGITS) ?? '' } });
  });
  useNumbers.subscribe(write);
}
