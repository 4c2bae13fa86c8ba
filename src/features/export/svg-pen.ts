/** The few shapes a figure is drawn with, as SVG source; coordinates in px. */
import { escapeMarkup } from '../../ui/text/escape-markup.ts';

export const INK = '#1b1916';
export const MUTED = '#5a5751';
export const LINE = '#ddd9d1';
export const TRACK = '#efece6';

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Runs from right to left, and begins at x. */
  readonly rightToLeft?: boolean;
}

/** Width of a text in px. */
export type Measure = (text: string, style: Pick<TextStyle, 'size' | 'bold'>) => number;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface BoxStyle {
  readonly fill: string;
  readonly radius?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
}

export function box({ x, y, width, height }: Box, { fill, radius = 0, stroke, strokeWidth = 1 }: BoxStyle): string {
  const round = radius > 0 ? ` rx="${px(radius)}"` : '';
  const line = stroke ? ` stroke="${stroke}" stroke-width="${px(strokeWidth)}"` : '';
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"${round} fill="${fill}"${line}/>`;
}

/** @param y of the baseline */
export function label(x: number, y: number, text: string, style: TextStyle): string {
  if (text === '') return '';
  const { size, bold, fill = INK, anchor = 'start', rightToLeft } = style;
  const weight = bold ? ' font-weight="700"' : '';
  const place = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  const direction = rightToLeft ? ' direction="rtl"' : '';
  return `<text x="${px(x)}" y="${px(y)}" font-size="${px(size)}"${weight}${place}${direction} fill="${fill}">${escapeMarkup(text)}</text>`;
}

export function rule(x: number, y: number, width: number): string {
  return `<path d="M${px(x)} ${px(y)}h${px(width)}" stroke="${LINE}" fill="none"/>`;
}

/** A horizontal line of dots. */
export function dots(x: number, y: number, width: number, stroke: string): string {
  return `<path d="M${px(x)} ${px(y)}h${px(width)}" stroke="${stroke}" stroke-width="1.6" stroke-dasharray="1.6 2.4" fill="none"/>`;
}

/** Two digits after the point are beyond what one sees. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}
