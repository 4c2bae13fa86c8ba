/** A drawing as a document of its own: its title, the drawing, how to read it, where it comes from. */
import type { ReactElement, ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { wrapped } from '../text/wrapped-lines.ts';
import { CHARACTER, DRAWING_FONT } from './text-width.ts';

export const SHEET_MARGIN = 24;
/** Where the drawing begins. */
export const SHEET_TOP = SHEET_MARGIN + 44;
const FOOT = 24;
const LINE = 15;
const FOOT_SIZE = 11;

export interface SheetSize {
  readonly width: number;
  readonly height: number;
  /** Where the lines at its foot begin, and these. */
  readonly below: number;
  readonly lines: readonly string[];
}

/** @param drawing the size of what is drawn; @param foot lines, a topic each, which are broken where they are too long */
export function sheetSize(drawing: { readonly width: number; readonly height: number }, foot: readonly string[]): SheetSize {
  const width = Math.ceil(drawing.width + 2 * SHEET_MARGIN);
  const lines = wrapped(foot, drawing.width / (CHARACTER * FOOT_SIZE));
  const below = SHEET_TOP + drawing.height + FOOT;
  return { width, height: Math.ceil(below + LINE * lines.length + SHEET_MARGIN), below, lines };
}

interface SheetProps {
  readonly size: SheetSize;
  readonly title: string;
  /** For who cannot see it. */
  readonly description: string;
  /** For programs. */
  readonly provenance: unknown;
  readonly paint: { readonly paper: string; readonly ink: string; readonly muted: string };
  readonly children: ReactNode;
}

export function Sheet({ size: { width, height, below, lines }, title, description, provenance, paint, children }: SheetProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-labelledby="lrp-lens-title"
      fontFamily={DRAWING_FONT}
    >
      <title id="lrp-lens-title">{title}</title>
      <desc>{description}</desc>
      <metadata>{JSON.stringify(provenance)}</metadata>
      <rect width={width} height={height} fill={paint.paper} />
      <text x={SHEET_MARGIN} y={SHEET_MARGIN + 16} fontSize={19} fontWeight={700} fill={paint.ink}>
        {title}
      </text>
      {children}
      {lines.map((line, index) => (
        <text key={lineKey(index)} x={SHEET_MARGIN} y={below + index * LINE} fontSize={FOOT_SIZE} fill={paint.muted}>
          {line}
        </text>
      ))}
    </svg>
  );
}

function lineKey(index: number): string {
  return `line-${index}`;
}

/** What a sheet is as an element, without what only a pointer or the page needs. */
export function sheetElement(sheet: ReactElement): SVGSVGElement {
  const stage = document.createElement('div');
  const root = createRoot(stage);
  flushSync(() => root.render(sheet));
  const drawn = stage.querySelector('svg')?.cloneNode(true) as SVGSVGElement;
  root.unmount();
  for (const part of drawn.querySelectorAll('[data-screen-only]')) part.remove();
  return drawn;
}
