/** A figure as PDF, drawn with lines and letters; loaded, with its fonts, when the first is asked for. */

import regularUrl from '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf?url';
import boldUrl from '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf?url';
import { jsPDF } from 'jspdf';
import { svg2pdf } from 'svg2pdf.js';
import { drawPng } from './draw-png.ts';
import { ExportError } from './export-error.ts';
import type { SvgFigure } from './sheet.ts';
import { mm } from './sheet-geometry.ts';

export interface PdfFacts {
  readonly title: string;
  readonly footer: readonly string[];
  readonly date: Date;
}

interface PdfFigure {
  readonly blob: Blob;
  /** What could not be drawn as letters, or null. */
  readonly note: string | null;
}

/** Of the metrics of Helvetica and Arial, with which the figure was laid out. */
const FONTS = { normal: 'Arimo', bold: 'ArimoBold' } as const;
const PICTURE_SCALE = 4;
/** Letters that join, or run from right to left: PDF has glyphs alone, and their order is not the text's. */
const SHAPED = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{M}]/u;

/** @throws ExportError when the fonts do not come */
export async function drawPdf(figure: SvgFigure, { title, footer, date }: PdfFacts): Promise<PdfFigure> {
  const [width, height] = [mm(figure.width), mm(figure.height)];
  const pdf = new jsPDF({
    unit: 'mm',
    format: [width, height],
    orientation: width > height ? 'landscape' : 'portrait',
    compress: true,
    putOnlyUsedFonts: true,
  });
  pdf.setProperties({ title, subject: footer.join('\n'), creator: 'LRP Lens' });
  // Nothing in it may depend on the moment or on chance: the same figure is the same file.
  pdf.setCreationDate(date);
  pdf.setFileId('0'.repeat(32));
  const known = await addFonts(pdf);
  const svg = parsed(figure.source);
  const missing = missingCharacters(svg.textContent ?? '', known);
  if (missing.length > 0) {
    const { blob } = await drawPng(figure, {}, PICTURE_SCALE);
    pdf.addImage(new Uint8Array(await blob.arrayBuffer()), 'PNG', 0, 0, width, height);
    const note = `The PDF’s font has no letters for ${missing.slice(0, 6).join(' ')}: it holds the figure as a picture. SVG keeps them as letters.`;
    return { blob: pdf.output('blob'), note };
  }
  beginTexts(svg, pdf);
  await svg2pdf(svg, pdf, { x: 0, y: 0, width, height });
  return { blob: pdf.output('blob'), note: null };
}

function parsed(source: string): SVGSVGElement {
  const svg = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement as unknown as SVGSVGElement;
  svg.setAttribute('font-family', FONTS.normal);
  // A family of its own: the two fonts have one name within, by which programs take one for the other.
  for (const text of svg.querySelectorAll('[font-weight]')) {
    text.setAttribute('font-family', FONTS.bold);
    text.removeAttribute('font-weight');
  }
  for (const hidden of svg.querySelectorAll('title, desc, metadata')) hidden.remove();
  // The narrow spaces of numbers are in few fonts.
  for (const text of svg.querySelectorAll('text'))
    text.textContent = (text.textContent ?? '').replaceAll(/[\u2009\u202f]/g, '\u00a0');
  return svg;
}

/** Every text from its left end on: where that is, the fonts in the file decide, not those of the browser. */
function beginTexts(svg: SVGSVGElement, pdf: jsPDF): void {
  for (const text of svg.querySelectorAll('text[text-anchor]')) {
    pdf.setFont(text.getAttribute('font-family') ?? FONTS.normal, 'normal');
    const width = pdf.getStringUnitWidth(text.textContent ?? '') * Number(text.getAttribute('font-size'));
    const before = text.getAttribute('text-anchor') === 'end' ? width : width / 2;
    text.setAttribute('x', String(Number(text.getAttribute('x')) - before));
    text.removeAttribute('text-anchor');
  }
}

/** @returns whether both fonts have a character */
async function addFonts(pdf: jsPDF): Promise<(codePoint: number) => boolean> {
  const maps: Readonly<Record<number, number>>[] = [];
  for (const [url, style] of [
    [regularUrl, 'normal'],
    [boldUrl, 'bold'],
  ] as const) {
    pdf.addFileToVFS(`${FONTS[style]}.ttf`, await base64(url));
    pdf.addFont(`${FONTS[style]}.ttf`, FONTS[style], 'normal');
    pdf.setFont(FONTS[style], 'normal');
    maps.push(pdf.getFont().metadata.cmap.unicode.codeMap);
  }
  return (codePoint) => maps.every((map) => map[codePoint] !== undefined);
}

async function base64(url: string): Promise<string> {
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok)
    throw new ExportError('The fonts of PDF files could not be loaded. Check the connection and try again, or use SVG.');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let text = '';
  for (let from = 0; from < bytes.length; from += 0x8000) text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
}

function missingCharacters(text: string, known: (codePoint: number) => boolean): string[] {
  const strange = Array.from(text).filter(
    (character) => !/\s/u.test(character) && (SHAPED.test(character) || !known(character.codePointAt(0) ?? 0)),
  );
  return Array.from(new Set(strange));
}
