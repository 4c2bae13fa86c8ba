import { DRAWING_FONT as FONT } from '../../ui/drawing/text-width.ts';
import { ExportError } from './export-error.ts';
import { withPngFacts } from './png-chunks.ts';
import type { SvgFigure } from './sheet.ts';
import type { Measure } from './svg-pen.ts';

export interface PngFigure {
  readonly blob: Blob;
  /** Pixels for each px of the figure. */
  readonly scale: number;
}

/** Chromium draws no canvas with a side beyond this; Firefox and Safari allow about as much. */
const MOST_PIXELS_A_SIDE = 16_384;

/** Measures as the figure is drawn; the widths of a font are kept, for words repeat. */
export function canvasMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new ExportError('This browser has no canvas to measure text with. Use CSV or JSON instead.');
  const known = new Map<string, number>();
  return (text, { size, bold }) => {
    const font = `${bold ? 700 : 400} ${size}px ${FONT}`;
    const key = `${font}\n${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      known.set(key, width);
    }
    return width;
  };
}

/**
 * The figure as PNG, at half or a quarter of the scale where this browser's canvas is too small for it.
 * @param texts what the file says of itself
 * @param most pixels for each CSS px
 * @throws ExportError when even 1x is too large
 */
export async function drawPng(figure: SvgFigure, texts: Readonly<Record<string, string>>, most: number): Promise<PngFigure> {
  const image = await loadImage(figure.source);
  for (let scale = most; scale >= 1; scale /= 2) {
    const blob = await rasterise(image, figure, scale);
    if (!blob) continue;
    const bytes = withPngFacts(new Uint8Array(await blob.arrayBuffer()), texts, scale);
    return { blob: new Blob([bytes], { type: 'image/png' }), scale };
  }
  throw new ExportError(
    `The figure is ${Math.round(figure.width)} × ${Math.round(figure.height)} px, more than this browser can draw. Use SVG, which has no limit, or show fewer methods.`,
  );
}

async function loadImage(source: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([source], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } catch {
    throw new ExportError('This browser could not draw the figure. Use SVG instead, and open it in another program.');
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** null where the canvas is too large: browsers then give no file, or one with nothing in it. */
async function rasterise(image: HTMLImageElement, { width, height }: SvgFigure, scale: number): Promise<Blob | null> {
  if (Math.max(width, height) * scale > MOST_PIXELS_A_SIDE) return null;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return null;
  // Paper beneath: the last row of a figure may cover but a part of its pixels.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  if (!isDrawn(context, canvas)) return null;
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

/** Paper is opaque: where its last corner is not, nothing was drawn. */
function isDrawn(context: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement): boolean {
  return context.getImageData(width - 1, height - 1, 1, 1).data[3] === 255;
}
