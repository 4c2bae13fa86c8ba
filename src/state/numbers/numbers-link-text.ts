/** A sequence of numbers as a link holds it, and back (sequence-link). Pure. */
import type { MissingRule, Scaling, SequenceOptions } from '../../engine/numbers-protocol.ts';
import { MISSING_RULES } from '../../engine/numbers-protocol.ts';
import type { SequenceProblem } from '../sequence-link/index.ts';
import type { NumbersEdit } from './numbers-edits.ts';
import type { ScalingChoice } from './numbers-file-store.ts';
import type { Baseline, StepSpan } from './numbers-store.ts';

/** Of a file's SHA-256, as many tell it from all others that a person has. */
export const FILE_DIGITS = 16;
/** A file of text of so many bytes, about 200 numbers with all their digits, goes into the link itself. */
export const MOST_CONTENT = 4000;

type Reading = Pick<SequenceOptions, 'header' | 'time' | 'id' | 'windows' | 'missing'>;

/** Pieces `name:value` with commas between. Null: nothing was said. */
export function formatReading({ header, time, id, windows, missing }: Reading): string | null {
  const column = (value: number | string | null) => (value === null ? 'none' : typeof value === 'number' ? value + 1 : value);
  const pieces = [
    header === undefined ? null : `header:${header ? 'on' : 'off'}`,
    time === undefined ? null : `time:${column(time)}`,
    id === undefined ? null : `id:${column(id)}`,
    windows ? `windows:${windows.length}:${windows.stride}` : null,
    missing === undefined ? null : `missing:${missing}`,
  ].filter((piece) => piece !== null);
  return pieces.length === 0 ? null : pieces.join();
}

const READING_EXPECTED = 'pieces such as time:1, id:none, windows:50:10 or missing:last, with commas between';

export function parseReading(text: string | undefined, problems: SequenceProblem[]): Reading {
  let reading: Reading = {};
  for (const piece of text ? text.split(',') : []) {
    const [, name, value = ''] = /^(\w+):(.+)$/s.exec(piece) ?? [];
    const next = readingWith(reading, name, value);
    if (next) reading = next;
    else problems.push({ parameter: 'reading', found: piece, expected: READING_EXPECTED, used: 'what the file suggests' });
  }
  return reading;
}

function readingWith(reading: Reading, name: string | undefined, value: string): Reading | null {
  const column = value === 'none' ? null : /^[1-9]\d{0,5}$/.test(value) ? Number(value) - 1 : value;
  if (name === 'header' && /^(on|off)$/.test(value)) return { ...reading, header: value === 'on' };
  if (name === 'time') return { ...reading, time: column };
  if (name === 'id') return { ...reading, id: column };
  if (name === 'windows' && /^[1-9]\d{0,8}:[1-9]\d{0,8}$/.test(value)) {
    const [length = 1, stride = 1] = value.split(':').map(Number);
    return { ...reading, windows: { length, stride } };
  }
  const missing: MissingRule | undefined = MISSING_RULES.find((rule) => rule === value);
  return name === 'missing' && missing ? { ...reading, missing } : null;
}

/** `kind;offsets;factors`, for scalers that keep the result between two values those too; null: numbers are as they stand. */
export function formatScaling(choice: ScalingChoice, scaling: Scaling | null): string | null {
  if (choice.kind === 'none') return null;
  if (choice.kind === 'typed') return `typed;${numberList(choice.means)};${numberList(choice.deviations)}`;
  if (!scaling) return null;
  const { kind, offsets, factors, clip } = scaling;
  return [kind, offsets.join(), factors.join(), ...(clip ? [clip.join()] : [])].join(';');
}

const numberList = (typed: string) =>
  typed
    .split(/[\s,;]+/)
    .filter(Boolean)
    .join();

/** @param width F */
export function parseScaling(text: string | undefined, width: number, problems: SequenceProblem[]): ScalingChoice {
  if (text === undefined) return { kind: 'none' };
  const [kind, first = '', second = '', clip] = text.split(';');
  if (kind === 'typed') return { kind, means: first, deviations: second };
  const [offsets, factors, limits] = [first, second, clip ?? ''].map((list) => list.split(',').map(Number));
  const isWhole = [offsets, factors].every((list) => list?.length === width && list.every(Number.isFinite));
  const isClipped = clip !== undefined && limits?.length === 2 && limits.every(Number.isFinite);
  if ((kind === 'standard' || kind === 'minmax') && offsets && factors && isWhole && (clip === undefined || isClipped)) {
    const kept = isClipped ? { clip: [limits[0] ?? 0, limits[1] ?? 0] as const } : {};
    return { kind: 'linked', scaling: { kind, offsets, factors, ...kept } };
  }
  const expected = `standard, minmax or typed, and ${width} offsets and factors`;
  problems.push({ parameter: 'scaling', found: text.slice(0, 40), expected, used: 'the numbers as they stand' });
  return { kind: 'none' };
}

/** Steps and features from 0. */
export function formatChanges(edits: readonly NumbersEdit[]): string | null {
  if (edits.length === 0) return null;
  return edits
    .map((edit) => {
      if (edit.kind === 'hold') return `hold:${edit.feature}`;
      if (edit.kind === 'cut') return `cut:${edit.from}:${edit.to}`;
      return `set:${edit.step}:${edit.feature}:${edit.value}`;
    })
    .join(' ');
}

interface Size {
  /** T and F */
  readonly length: number;
  readonly features: number;
}

export function parseChanges(text: string | undefined, size: Size, problems: SequenceProblem[]): NumbersEdit[] {
  return (text ? text.split(' ') : []).flatMap((piece) => {
    const edit = parseChange(piece, size);
    if (edit) return [edit];
    const expected = `hold:2, cut:5:9 or set:3:1:0.5, of ${size.length} steps and ${size.features} features from 0`;
    problems.push({ parameter: 'changes', found: piece, expected, used: 'the other changes' });
    return [];
  });
}

function parseChange(piece: string, { length, features }: Size): NumbersEdit | null {
  const [kind, ...figures] = piece.split(':');
  const [a = -1, b = -1, c = Number.NaN] = figures.map((figure) => (figure === '' ? Number.NaN : Number(figure)));
  const isIn = (value: number, end: number) => Number.isInteger(value) && value >= 0 && value < end;
  if (kind === 'hold' && figures.length === 1) return isIn(a, features) ? { kind, feature: a } : null;
  if (kind === 'cut' && figures.length === 2)
    return isIn(a, length) && isIn(b - 1, length) && a < b ? { kind, from: a, to: b } : null;
  const isSet = kind === 'set' && figures.length === 3 && isIn(a, length) && isIn(b, features) && Number.isFinite(c);
  return isSet ? { kind, step: a, feature: b, value: c } : null;
}

export function parseSpan(text: string | undefined, length: number, problems: SequenceProblem[]): StepSpan | null {
  if (text === undefined) return null;
  const [, from, to] = /^(\d{1,6}):(\d{1,6})$/.exec(text) ?? [];
  const span = { from: Number(from), to: Number(to) };
  if (from !== undefined && span.from < span.to && span.to <= length) return span;
  const expected = `FROM:TO, steps from 0, the second one behind the last of at most ${length}`;
  problems.push({ parameter: 'span', found: text, expected, used: 'all steps' });
  return null;
}

/** @param own the place of the sequence that is explained */
export function parseBaseline(
  text: string | undefined,
  own: number,
  lengths: readonly number[],
  problems: SequenceProblem[],
): Baseline {
  if (text === undefined) return 'none';
  if (text === 'zero' || text === 'mean') return text;
  const place = Number(text) - 1;
  if (/^\d{1,6}$/.test(text) && place !== own && lengths[place] === lengths[own] && lengths[own] !== undefined) return place;
  const expected = 'zero, mean, or the number of another sequence of the same length';
  problems.push({ parameter: 'against', found: text, expected, used: 'no baseline' });
  return 'none';
}

/** What is used where the link's number is none. */
const ELSE = { at: 'the first sequence', output: 'the predicted output', output_contrast: 'no other output' } as const;

/** A number from `least`, below `end`. */
export function parsePlace(
  parameter: keyof typeof ELSE,
  text: string | undefined,
  [least, end]: readonly [number, number],
  problems: SequenceProblem[],
): number | null {
  if (text === undefined) return null;
  const place = Number(text);
  if (/^\d{1,6}$/.test(text) && place >= least && place < end) return place;
  problems.push({ parameter, found: text, expected: `a number from ${least} to ${end - 1}`, used: ELSE[parameter] });
  return null;
}
