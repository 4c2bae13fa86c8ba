/** What a plot is drawn with: on a canvas for the page, as SVG for a file. Lengths in px, y downwards. */
export interface Pen {
  rect(x: number, y: number, width: number, height: number, colour: string): void;
  line(points: readonly (readonly [x: number, y: number])[], colour: string, width: number): void;
  text(x: number, y: number, text: string, style: TextStyle): void;
  /** A grid of `columns` x `rows` coloured cells that fills the rectangle. */
  cells(box: Box, columns: number, rows: number, colourOf: (column: number, row: number) => string): void;
}

interface TextStyle {
  readonly colour: string;
  readonly size: number;
  readonly align: 'left' | 'right' | 'center';
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** As tokens.css has it: a canvas knows no variables. */
const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Roboto, "Liberation Sans", system-ui, sans-serif';

/** @param scale device pixels for each px */
export function canvasPen(context: CanvasRenderingContext2D, scale: number): Pen {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return {
    rect(x, y, width, height, colour) {
      context.fillStyle = colour;
      context.fillRect(x, y, width, height);
    },
    line(points, colour, width) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.lineJoin = 'round';
      context.beginPath();
      for (const [x, y] of points) context.lineTo(x, y);
      context.stroke();
    },
    text(x, y, text, { colour, size, align }) {
      context.fillStyle = colour;
      context.font = `${size}px ${FONT}`;
      context.textAlign = align;
      context.textBaseline = 'middle';
      context.fillText(text, x, y);
    },
    cells({ x, y, width, height }, columns, rows, colourOf) {
      if (columns === 0 || rows === 0) return;
      const image = context.createImageData(columns, rows);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const colour = Number.parseInt(colourOf(column, row).slice(1), 16);
          const at = 4 * (row * columns + column);
          image.data[at] = colour >> 16;
          image.data[at + 1] = (colour >> 8) & 255;
          image.data[at + 2] = colour & 255;
          image.data[at + 3] = 255;
        }
      }
      const small = new OffscreenCanvas(columns, rows);
      small.getContext('2d')?.putImageData(image, 0, 0);
      context.imageSmoothingEnabled = false;
      context.drawImage(small, x, y, width, height);
    },
  };
}

/** @returns the pen, and what it has drawn so far as the contents of an <svg>, whose font it takes */
export function svgPen(): Pen & { readonly source: () => string } {
  const parts: string[] = [];
  const at = (value: number) => String(Math.round(100 * value) / 100);
  const rect = (x: number, y: number, width: number, height: number, colour: string) =>
    parts.push(`<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" fill="${colour}"/>`);
  return {
    rect,
    line(points, colour, width) {
      const path = points.map(([x, y]) => `${at(x)},${at(y)}`).join(' ');
      parts.push(`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"/>`);
    },
    text(x, y, text, { colour, size, align }) {
      const anchor = { left: 'start', right: 'end', center: 'middle' }[align];
      parts.push(
        `<text x="${at(x)}" y="${at(y + size * 0.35)}" fill="${colour}" font-size="${size}" text-anchor="${anchor}">${escaped(text)}</text>`,
      );
    },
    cells({ x, y, width, height }, columns, rows, colourOf) {
      for (let row = 0; row < rows; row++) {
        // Neighbours of one colour are one rectangle.
        for (let from = 0, to = 1; from < columns; from = to++) {
          const colour = colourOf(from, row);
          while (to < columns && colourOf(to, row) === colour) to++;
          const left = x + (width * from) / columns;
          rect(left, y + (height * row) / rows, (width * (to - from)) / columns, height / rows, colour);
        }
      }
    },
    source: () => parts.join('\n'),
  };
}

function escaped(text: string): string {
  const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // Control characters may stand in names out of a file, and not in XML.
  return text.replace(/[&<>"]/g, (mark) => marks[mark] ?? '').replace(/\p{Cc}/gu, ' ');
}
