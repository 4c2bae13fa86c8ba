/** A session as a file (docs/architecture.md): what is written, and what is checked before any of it is believed. */
import * as v from 'valibot';
import { SENTENCE_ENCODINGS, SENTENCE_FORMATS } from '../../engine/protocol.ts';
import { noteSchema } from '../notes/index.ts';
import { pinToJson, sequencePinSchema } from '../numbers/index.ts';
import { pinSchema } from '../pins/index.ts';

const FORMAT = 'lrp-lens-session';
const VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 of 64 hexadecimal digits'));

const reading = v.strictObject({
  format: v.exactOptional(v.picklist(SENTENCE_FORMATS)),
  encoding: v.exactOptional(v.picklist(SENTENCE_ENCODINGS)),
  sheet: v.exactOptional(count),
  text: v.exactOptional(count),
  label: v.exactOptional(v.nullable(count)),
  header: v.exactOptional(v.boolean()),
  tagsAsSpaces: v.exactOptional(v.boolean()),
  labels: v.exactOptional(v.record(v.string(), v.nullable(v.string()))),
});

const session = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  savedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** What the page shows, as the part of a link after '#'. */
  page: v.string(),
  /** The sentence, where a link holds its beginning alone. */
  sentence: v.exactOptional(v.strictObject({ text: v.string(), tokens: v.nullable(v.array(v.string())) })),
  /** The model in use; null: there was none. */
  model: v.nullable(v.strictObject({ name: v.string(), sha256: hash })),
  settings: v.strictObject({
    theme: v.picklist(['system', 'light', 'dark']),
    large: v.boolean(),
    singleKeys: v.boolean(),
  }),
  pins: v.array(pinSchema),
  /** Ids of the pins beside the current explanation. */
  shown: v.array(v.string()),
  /** Sequences of numbers that are pinned; sessions of before had none. */
  sequences: v.optional(v.array(sequencePinSchema), []),
  notes: v.array(noteSchema),
  /** The person's own file of sentences and how it is read; null: there was none. */
  data: v.nullable(
    v.strictObject({
      name: v.pipe(v.string(), v.nonEmpty()),
      bytes: count,
      sha256: hash,
      reading,
      /** The file itself in base 64, where the person wished it. */
      content: v.exactOptional(v.pipe(v.string(), v.base64())),
    }),
  ),
});

export type Session = v.InferOutput<typeof session>;
export type SessionData = NonNullable<Session['data']>;

/** What keeps a file from being opened as a session: where it stands in the file, and what is wrong there. */
export interface Obstacle {
  readonly where: string;
  readonly problem: string;
}

export type Checked = { readonly session: Session } | { readonly obstacles: readonly Obstacle[] };

/** Whether a file that begins so means to be a session. */
export function isSession(begin: string): boolean {
  return /^\uFEFF?\s*\{\s*"format"\s*:\s*"lrp-lens-session"/.test(begin);
}

/** All that is wrong with a file at once, or the session in it. */
export function checkSession(text: string): Checked {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { obstacles: [{ where: 'the file', problem: `is no JSON: ${(error as Error).message}` }] };
  }
  const head = v.safeParse(v.object({ format: v.literal(FORMAT), version: v.unknown() }), value);
  if (!head.success) return { obstacles: [{ where: 'format', problem: `is not “${FORMAT}”: this is no session of LRP Lens` }] };
  const { version } = head.output;
  if (typeof version === 'number' && version > VERSION) {
    const problem = `is ${version}, and this page reads ${VERSION}: open the file with a newer LRP Lens`;
    return { obstacles: [{ where: 'version', problem }] };
  }
  const whole = v.safeParse(session, value);
  if (!whole.success) return { obstacles: whole.issues.map(obstacleOf) };
  const { pins, shown } = whole.output;
  const missing = shown.flatMap((id, place) => (pins.some((pin) => pin.id === id) ? [] : [place]));
  if (missing.length > 0)
    return { obstacles: missing.map((place) => ({ where: `shown[${place}]`, problem: 'is the id of no pin in this file' })) };
  return { session: whole.output };
}

export function writeSession(content: Omit<Session, 'format' | 'version'>): string {
  const { sequences, ...rest } = content;
  // Left out where there are none: pages of before know no such part.
  const pinned = sequences.length > 0 ? { sequences: sequences.map(pinToJson) } : {};
  const whole = { format: FORMAT, version: VERSION, ...rest, ...pinned };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

function obstacleOf({ path, kind, message, expected, received }: v.BaseIssue<unknown>): Obstacle {
  const keys = (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  const where = keys.join('').replace(/^\./, '') || 'the file';
  if (expected === 'never') return { where, problem: 'is no part of a session' };
  if (received === 'undefined') return { where, problem: 'is missing' };
  const isPlain = kind === 'schema' && expected !== null;
  return {
    where,
    problem: isPlain ? `is ${received}: expected ${expected}` : `is wrong: ${message.replace(/^Invalid/, 'invalid')}`,
  };
}

/** In base 64, in pieces: a call with millions of arguments overflows the stack. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(''));
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
