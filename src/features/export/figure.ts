/** What is on the screen as a figure on paper: the one model that SVG, HTML and LaTeX are written from. */
import { type Explanation, METHODS, type MethodResult } from '../../engine/protocol.ts';
import { type Layout, matrixRows, shownMethods } from '../../state/display/index.ts';
import {
  type ExportSource,
  explosionNote,
  failureText,
  isLoneValue,
  outputNote,
  predictedName,
  questionOf,
  unitOf,
  unreadNote,
  wholeOf,
} from '../../state/sentence/index.ts';
import { type ColourOptions, colourScale } from '../../ui/heat-map/colour-scale.ts';
import { MARKED_FROM, markFor } from '../../ui/heat-map/heat-cell.tsx';
import { PALETTES } from '../../ui/heat-map/palettes.ts';
import { formatLimit, scaleNote } from '../../ui/heat-map/scale-note.ts';
import { isUnread, UNREAD } from '../../ui/heat-map/unread-word.ts';
import { capitalised } from '../../ui/text/capitalised.ts';
import { digitsFor, formatCount, formatFixed, formatPercent, formatSigned } from '../../ui/text/format-number.ts';
import { addsUpTo } from '../../ui/text/part-of.ts';
import { type Origin, type Provenance, provenanceLines, provenanceOf, scaleOf } from './provenance.ts';

export interface Figure {
  /** The question that is answered. */
  readonly title: string;
  readonly sentence: string;
  readonly layout: Layout;
  /** The sentence runs from right to left. */
  readonly rightToLeft: boolean;
  readonly classes: readonly FigureClass[];
  /** Methods, or the classes of the class x word matrix; none where all methods shown failed. */
  readonly rows: readonly FigureRow[];
  readonly legends: readonly FigureLegend[];
  /** What one has to know to read the colours and marks. */
  readonly notes: readonly string[];
  /** The person's own, where a reader has room for it: in HTML. */
  readonly note: string | null;
  readonly provenance: Provenance;
  /** The provenance for a reader, a line a topic. */
  readonly footer: readonly string[];
}

export interface FigureClass {
  readonly name: string;
  readonly score: string;
  /** '' where the output is a number: then there is none. */
  readonly percent: string;
  /** 0..1 */
  readonly probability: number;
  /** 'score', or 'value' where the output is a number. */
  readonly scoreName: string;
  /** 'predicted' or what else the class with the highest score is called; '': it is another one, or the only one. */
  readonly predicted: string;
  readonly target: boolean;
}

export interface FigureRow {
  readonly label: string;
  readonly hint: string;
  /** What the full colour stands for, and what the cells add up to. */
  readonly summary: string;
  /** The most important of it, where rows are narrow: of a class its figures. */
  readonly detail: string;
  readonly signed: boolean;
  /** The absolute value that gets the full colour. */
  readonly limit: number;
  readonly cells: readonly FigureCell[];
}

export interface FigureCell {
  readonly word: string;
  readonly value: number;
  /** The number, or where numbers are hidden the mark in its place, which may be empty. */
  readonly text: string;
  /** '#rrggbb', as the ink; always the light theme's. */
  readonly background: string;
  readonly ink: string;
  readonly unknown: boolean;
  /** Cut off by padding: no colour, and that in the place of the number. */
  readonly unread: boolean;
}

export interface FigureLegend {
  readonly low: string;
  readonly high: string;
  /** '#rrggbb' from low to high. */
  readonly colours: readonly string[];
}

const LEGEND_STEPS = 32;
/** Paper, and muted ink. */
const UNREAD_COLOURS = { background: '#ffffff', ink: '#6b665e' };

export function figureOf(source: ExportSource, origin: Origin): Figure {
  const { sentence, explanation, matrix, display } = source;
  const provenance = provenanceOf(source, origin);
  const rows = matrix ? classRows(source) : methodRows(source);
  return {
    title: titleOf(source),
    sentence,
    // Without a single row there is nothing to align.
    layout: rows.length > 0 ? display.layout : 'text',
    rightToLeft: runsRightToLeft(explanation.tokens),
    classes: explanation.model.classes.map((_, index) => classOf(explanation, index)),
    rows,
    legends: legendsOf(source, rows),
    notes: notesOf(source, rows),
    note: source.note,
    provenance,
    footer: provenanceLines(provenance, explanation),
  };
}

function titleOf({ explanation, matrix }: ExportSource): string {
  if (matrix) return `What speaks for and against each class? ${METHODS.find(({ id }) => id === matrix.method)?.label ?? ''}`;
  return questionOf(explanation);
}

function classOf({ model, scores, probabilities, predicted, target }: Explanation, index: number): FigureClass {
  const probability = probabilities[index] ?? Number.NaN;
  return {
    name: model.classes[index] ?? '',
    score: formatFixed(scores[index] ?? Number.NaN),
    percent: probabilities.length > 0 ? formatPercent(probability) : '',
    probability,
    scoreName: model.output === 'linear' ? 'value' : 'score',
    predicted: index === predicted ? predictedName(model) : '',
    target: index === target && model.classes.length > 1,
  };
}

function methodRows({ explanation, display }: ExportSource): FigureRow[] {
  return shownMethods(explanation, display).map(({ method, result, limit }) => ({
    label: method.label,
    hint: method.hint,
    summary: `${fullColour(limit)} · ${totalOf(explanation, result, method.signed)}`,
    detail: fullColour(limit),
    signed: method.signed,
    limit,
    cells: cellsOf(explanation, result.words, { limit, signed: method.signed }, display),
  }));
}

function classRows({ explanation, matrix, display }: ExportSource): FigureRow[] {
  if (!matrix) return [];
  return matrixRows({ explanation, matrix }, display).map(({ label, values, signed, limit }, index) => {
    const one = classOf(explanation, index);
    return {
      label,
      hint: '',
      summary: fullColour(limit),
      detail: [`${one.scoreName} ${one.score}`, one.percent, classMarks(one)].filter(Boolean).join(' · '),
      signed,
      limit,
      cells: cellsOf(explanation, values, { limit, signed }, display),
    };
  });
}

function totalOf(explanation: Explanation, result: MethodResult, signed: boolean): string {
  const total = result.words.reduce((sum, value) => sum + value, 0);
  return `${unitOf(explanation)}s ${addsUpTo(total, wholeOf(explanation, result))}${signed ? '' : ', unsigned'}`;
}

function cellsOf(
  { tokens, unknown, read }: Explanation,
  values: readonly number[],
  { limit, signed }: { readonly limit: number; readonly signed: boolean },
  { numbers, ...look }: ColourOptions & { readonly numbers: boolean },
): FigureCell[] {
  const scale = colourScale(limit, look);
  const digits = digitsFor(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const format = signed ? formatSigned : formatFixed;
  const mark = (value: number) => (signed ? markFor(scale, value) : '');
  return tokens.map((word, position) => {
    const value = values[position] ?? Number.NaN;
    const unread = isUnread(read, position);
    const text = unread ? UNREAD : numbers ? format(value, digits) : mark(value);
    const colours = unread ? UNREAD_COLOURS : scale.cell(value, 'light');
    return { word, value, text, ...colours, unknown: unknown[position] ?? false, unread };
  });
}

function legendsOf({ explanation, matrix, display }: ExportSource, rows: readonly FigureRow[]): FigureLegend[] {
  const name = (index: number) => explanation.model.classes[index] ?? '';
  const against = explanation.contrast === undefined ? 'speaks against' : `speaks for ${name(explanation.contrast)}`;
  const scale = colourScale(1, display);
  const sweep = (from: number) =>
    Array.from(
      { length: LEGEND_STEPS + 1 },
      (_, step) => scale.cell(from + ((1 - from) * step) / LEGEND_STEPS, 'light').background,
    );
  const signed: FigureLegend = {
    ...(matrix
      ? { low: 'speaks against the row’s class', high: 'speaks for it' }
      : isLoneValue(explanation.model)
        ? { low: 'lowers the value', high: 'raises it' }
        : { low: against, high: `speaks for ${name(explanation.target)}` }),
    colours: sweep(-1),
  };
  const unsigned = rows.filter((row) => !row.signed).map(({ label }) => label);
  const whose = matrix ? '' : `${unsigned.join(', ')}: `;
  return [
    ...(rows.some((row) => row.signed) ? [signed] : []),
    ...(unsigned.length > 0
      ? [{ low: `${whose}weak effect`, high: 'strong effect, in either direction', colours: sweep(0) }]
      : []),
  ];
}

function notesOf({ explanation, matrix, display, omitted }: ExportSource, rows: readonly FigureRow[]): string[] {
  const scaled = rows.map(({ cells, ...row }) => ({ ...row, values: cells.map(({ value }) => value) }));
  const against = explanation.contrast === undefined || matrix ? 'against it' : 'for the other class';
  const notes = [
    `${capitalised(PALETTES[display.palette].names.zero)}: no influence.`,
    scaleNote(scaled, { scale: scaleOf(display), gamma: display.gamma })?.text,
    !display.numbers &&
      `+ for the ${matrix ? 'class' : 'target'}, − ${against}, no mark: less than ${formatPercent(MARKED_FROM)} of the strongest colour, or a method without a sign.`,
    explanation.unknown.some(Boolean) && 'Raised question mark: a word the model does not know.',
    !matrix && display.methods.includes('lrp') && paddingNote(explanation),
    outputNote(explanation.model),
    unreadNote(explanation),
    ...(matrix ? [] : shownMethods(explanation, display).map(({ result }) => explosionNote(explanation, result))),
    ...(matrix ? [] : (explanation.failed ?? []).filter(({ id }) => display.methods.includes(id)).map(failureText)),
    omitted > 0 && `The last ${formatCount(omitted)} ${unitOf(explanation)}s were left out.`,
  ];
  return notes.filter((note) => typeof note === 'string' && note !== '').map(String);
}

/** Of LRP's ledger the part that no cell shows and that is no leak. */
function paddingNote({ methods, numbers }: Explanation): string | null {
  const padding = methods.find(({ id }) => id === 'lrp')?.padding;
  if (padding === undefined) return null;
  return `By LRP, the rows that only pad ${numbers ? 'these' : 'the sentence'} hold ${formatFixed(padding, digitsFor(padding))}.`;
}

/** By the first letter that has a direction, as HTML's dir="auto". */
function runsRightToLeft(words: readonly string[]): boolean {
  const letter = words.join(' ').match(/\p{L}/u)?.[0] ?? '';
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(letter);
}

function fullColour(limit: number): string {
  return `strongest colour = ${formatLimit(limit)}`;
}

/** What is said of a class beside its name. */
export function classMarks({ predicted, target }: FigureClass): string {
  return [predicted, target && 'target'].filter(Boolean).join(' · ');
}
