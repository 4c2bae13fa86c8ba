import type { FigureToSave, Paper } from '../../state/figures/index.ts';
import type { ExportSource } from '../../state/sentence/index.ts';
import { formatFixed, formatPercent } from '../../ui/text/format-number.ts';
import { canvasMeasure, drawPng } from './draw-png.ts';
import { factsOf, figureFileName, writeDrawn } from './drawn-figure.ts';
import { type Figure, figureOf } from './figure.ts';
import { writeHtml } from './figure-html.ts';
import { writeLatex, writeLatexSnippet } from './figure-latex.ts';
import { writeSvg } from './figure-svg.ts';
import { fileName } from './file-name.ts';
import { writeJson } from './result-json.ts';
import type { SvgFigure } from './sheet.ts';
import { writeCsv } from './table-csv.ts';

export type FormatId = PictureFormat | 'html' | 'page' | 'latex' | 'csv' | 'json';
type PictureFormat = 'png' | 'svg' | 'pdf';

export interface Format {
  readonly id: FormatId;
  readonly label: string;
  /** What it is good for, in a few words. */
  readonly about: string;
  /** What the second button does; none where there is nothing to copy. */
  readonly copy?: string;
}

const PICTURES: readonly Format[] = [
  { id: 'png', label: 'PNG', about: 'picture for slides and messages', copy: 'Copy picture' },
  { id: 'svg', label: 'SVG', about: 'drawing for papers, sharp at any size, editable', copy: 'Copy source' },
  { id: 'pdf', label: 'PDF', about: 'drawing for LaTeX and print, its fonts in it' },
];

/** The formats of an explanation, in the order they are offered. */
const EXPLANATION_FORMATS: readonly Format[] = [
  ...PICTURES,
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

const PAGE: Format = {
  id: 'page',
  label: 'Animation',
  about: 'the whole way, as an HTML page that plays it without a connection',
};

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

/** What the panel offers formats of. */
export interface Subject {
  readonly formats: readonly Format[];
  /** @throws ExportError with what to do */
  readonly prepare: (format: FormatId, paper: Paper, date: Date) => Promise<PreparedFile>;
}

type Written = Pick<PreparedFile, 'blob' | 'text'> & Partial<PreparedFile>;

export function isPicture(format: FormatId): format is PictureFormat {
  return PICTURES.some(({ id }) => id === format);
}

/** The explanation on the screen. */
export function explanationSubject(source: ExportSource): Subject {
  return {
    formats: EXPLANATION_FORMATS,
    async prepare(format, paper, date) {
      const figure = figureOf(source, { version: import.meta.env.APP_VERSION, date });
      const written = await writeExplanation(format, source, figure, paper, date);
      const name = fileName(source.explanation.tokens, figure.provenance, format === 'latex' ? 'tex' : format);
      return { picture: null, note: null, ...written, format, name };
    },
  };
}

/** Anything else that is drawn. */
export function figureSubject(figure: FigureToSave): Subject {
  return {
    formats: figure.drawPage ? [...PICTURES, PAGE] : PICTURES,
    async prepare(format, paper, date) {
      const facts = factsOf(figure, { version: import.meta.env.APP_VERSION, date });
      const name = figureFileName(figure, format === 'page' ? 'html' : format);
      const about = { picture: null, note: null, format, name };
      if (!isPicture(format)) return { ...about, ...textFile(figure.drawPage?.(facts) ?? '', 'text/html') };
      const { share, ...svg } = writeDrawn(figure, facts, paper, canvasMeasure());
      const written = await writePicture(format, svg, { title: figure.title, footer: facts.footer, date, scale: paper.scale });
      const small = `Wider than this paper: drawn at ${formatPercent(share)} of its size, its text in ${formatFixed(share * paper.fontSize, 1)} pt. Take a wider paper or a smaller text.`;
      return { ...about, ...written, note: [share < 0.99 && small, written.note].filter(Boolean).join(' ') || null };
    },
  };
}

function writeExplanation(
  format: FormatId,
  source: ExportSource,
  figure: Figure,
  paper: Paper,
  date: Date,
): Written | Promise<Written> {
  const { title, footer, provenance } = figure;
  switch (format) {
    case 'html':
    case 'page':
      return textFile(writeHtml(figure), 'text/html');
    case 'latex':
      return { ...textFile(writeLatex(figure), 'application/x-tex'), text: writeLatexSnippet(figure) };
    case 'csv':
      return textFile(writeCsv(source, provenance), 'text/csv');
    case 'json':
      return textFile(writeJson(source.explanation, provenance, source.note), 'application/json');
    default:
      return writePicture(format, writeSvg(figure, paper, canvasMeasure()), { title, footer, date, scale: paper.scale });
  }
}

interface PictureFacts {
  readonly title: string;
  readonly footer: readonly string[];
  readonly date: Date;
  readonly scale: Paper['scale'];
}

async function writePicture(format: PictureFormat, svg: SvgFigure, facts: PictureFacts): Promise<Written> {
  const picture = svg.source;
  if (format === 'svg') return { ...textFile(picture, 'image/svg+xml'), picture };
  if (format === 'pdf') {
    const { drawPdf } = await import('./draw-pdf.ts');
    return { ...(await drawPdf(svg, facts)), text: null, picture };
  }
  const { title, footer, scale: wanted } = facts;
  const { blob, scale } = await drawPng(svg, { Title: title, Software: 'LRP Lens', Comment: footer.join('\n') }, wanted);
  const note = scale < wanted ? `Too large for this browser at ${wanted}x: drawn at ${scale}x. SVG is sharp at any size.` : null;
  return { blob, text: null, picture, note };
}

function textFile(text: string, type: string): { blob: Blob; text: string } {
  return { blob: new Blob([text], { type: `${type};charset=utf-8` }), text };
}
