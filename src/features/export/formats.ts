import type { ExportSource } from '../../state/sentence/index.ts';
import { canvasMeasure, drawPng } from './draw-png.ts';
import { type Figure, figureOf } from './figure.ts';
import { writeHtml } from './figure-html.ts';
import { writeLatex, writeLatexSnippet } from './figure-latex.ts';
import { writeSvg } from './figure-svg.ts';
import { fileName } from './file-name.ts';
import { writeJson } from './result-json.ts';
import { writeCsv } from './table-csv.ts';

export type FormatId = 'png' | 'svg' | 'html' | 'latex' | 'csv' | 'json';

export interface Format {
  readonly id: FormatId;
  readonly label: string;
  /** What it is good for, in a few words. */
  readonly about: string;
  /** What the second button does. */
  readonly copy: string;
}

/** The one table of export formats, in the order they are offered. */
export const FORMATS: readonly Format[] = [
  { id: 'png', label: 'PNG', about: 'picture for slides and messages, twice the screen’s resolution', copy: 'Copy picture' },
  { id: 'svg', label: 'SVG', about: 'drawing for papers, sharp at any size, editable', copy: 'Copy source' },
  {
    id: 'html',
    label: 'HTML',
    about: 'a self-contained page that opens anywhere and works with screen readers',
    copy: 'Copy source',
  },
  { id: 'latex', label: 'LaTeX', about: 'document for pdfLaTeX; needs only xcolor', copy: 'Copy figure' },
  {
    id: 'csv',
    label: 'CSV',
    about: 'table for R, pandas or a spreadsheet: one row per word and method, all digits',
    copy: 'Copy table',
  },
  { id: 'json', label: 'JSON', about: 'the whole result as the command line gives it, every method', copy: 'Copy text' },
];

/** A file ready to be saved or copied. */
export interface PreparedFile {
  readonly format: FormatId;
  readonly name: string;
  readonly blob: Blob;
  /** What is copied; null: the picture itself. */
  readonly text: string | null;
  /** The figure as an SVG document, to look at; null for formats one reads. */
  readonly picture: string | null;
  /** What the person has to know of this file. */
  readonly note: string | null;
}

interface Written extends Pick<PreparedFile, 'blob' | 'text'> {
  readonly picture?: string;
  readonly note?: string;
}

/** @throws ExportError with what to do */
export async function prepareFile(source: ExportSource, format: FormatId, date: Date): Promise<PreparedFile> {
  const figure = figureOf(source, { version: import.meta.env.APP_VERSION, date });
  const written = await WRITERS[format](source, figure);
  const name = fileName(source.explanation.tokens, figure.provenance, format === 'latex' ? 'tex' : format);
  return { picture: null, note: null, ...written, format, name };
}

const WRITERS: Readonly<Record<FormatId, (source: ExportSource, figure: Figure) => Written | Promise<Written>>> = {
  async png(_, figure) {
    const svg = writeSvg(figure, canvasMeasure());
    const { blob, scale } = await drawPng(svg, { Title: figure.title, Software: 'LRP Lens', Comment: figure.footer.join('\n') });
    const note = scale === 1 ? 'Too large for this browser at 2x: drawn at 1x. SVG is sharp at any size.' : undefined;
    return { blob, text: null, picture: svg.source, ...(note ? { note } : {}) };
  },
  svg(_, figure) {
    const { source } = writeSvg(figure, canvasMeasure());
    return { ...textFile(source, 'image/svg+xml'), picture: source };
  },
  html: (_, figure) => textFile(writeHtml(figure), 'text/html'),
  latex: (_, figure) => ({ ...textFile(writeLatex(figure), 'application/x-tex'), text: writeLatexSnippet(figure) }),
  csv: (source, { provenance }) => textFile(writeCsv(source, provenance), 'text/csv'),
  json: ({ explanation, note }, { provenance }) => textFile(writeJson(explanation, provenance, note), 'application/json'),
};

function textFile(text: string, type: string): { blob: Blob; text: string } {
  return { blob: new Blob([text], { type: `${type};charset=utf-8` }), text };
}
