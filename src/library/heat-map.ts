import { type ColourScale, colourScale, scaleGradient } from '../ui/heat-map/colour-scale.ts';
import { PALETTES, type PaletteId } from '../ui/heat-map/palettes.ts';
import { escapeMarkup } from '../ui/text/escape-markup.ts';
import { digitsFor, formatFixed, formatSigned } from '../ui/text/format-number.ts';

export type { PaletteId };

/** What a heat map shows. */
export interface HeatMapData {
  /** [T] */
  readonly words: readonly string[];
  /** [T] a relevance a word. */
  readonly values: readonly number[];
  /** What it is called: a method, a class. */
  readonly label?: string;
  /** @defaultValue 'red-blue', as in the paper */
  readonly palette?: PaletteId;
  /** The absolute value that gets the full colour. @defaultValue the largest absolute value */
  readonly limit?: number;
  /** Whether the colours are explained beneath it. @defaultValue true */
  readonly legend?: boolean;
}

interface Cell {
  readonly word: string;
  readonly value: string;
  readonly background: string;
  readonly ink: string;
}

/** A heat map, ready to be drawn: in whichever theme is on, or in light colours alone. */
export interface DrawnHeatMap {
  readonly label: string;
  readonly cells: readonly Cell[];
  readonly legend: { readonly against: string; readonly forTarget: string; readonly gradient: string } | null;
}

/** @throws RangeError where words and values are not as many, a value is not finite, or the palette or the limit is none */
export function drawHeatMap(data: HeatMapData, theme: 'light' | 'both' = 'both'): DrawnHeatMap {
  const { words, values, label = '', palette = 'red-blue', legend = true } = data;
  const limit = data.limit ?? values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const faults = [
    words.length !== values.length && `${words.length} words and ${values.length} values: there must be as many of both`,
    !values.every(Number.isFinite) && 'values: every one must be a finite number',
    !(palette in PALETTES) && `palette: is none; expected ${Object.keys(PALETTES).join(', ')}, found ${JSON.stringify(palette)}`,
    !(limit >= 0 && limit < Number.POSITIVE_INFINITY) && `limit: expected a number from 0, found ${limit}`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new RangeError(`a heat map cannot be drawn: ${faults.join('; ')}`);
  const scale = colourScale(limit, { palette, gamma: 1 });
  const shown = formatFixed(limit, digitsFor(limit));
  return {
    label,
    cells: words.map((word, t) => ({ word, value: formatSigned(values[t] ?? 0), ...colours(scale, values[t] ?? 0, theme) })),
    legend: legend
      ? { against: `−${shown} against`, forTarget: `for +${shown}`, gradient: gradient(scale, palette, theme) }
      : null,
  };
}

function colours(scale: ColourScale, value: number, theme: 'light' | 'both') {
  return theme === 'light' ? scale.cell(value, 'light') : scale.themedCell(value);
}

function gradient(scale: ColourScale, palette: PaletteId, theme: 'light' | 'both'): string {
  if (theme === 'both') return scaleGradient(-1, 1, { palette, gamma: 1 });
  const stops = [-1, -0.5, 0, 0.5, 1].map((share) => scale.cell(share * (scale.limit || 1), 'light').background);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/**
 * A heat map as a piece of HTML: no script, no style sheet, no other file. For notebooks, mails and pages that are written beforehand.
 * Words keep their order, and every value is written out.
 *
 * @throws RangeError as drawHeatMap
 */
export function heatMapHtml(data: HeatMapData): string {
  const { label, cells, legend } = drawHeatMap(data, 'light');
  const small = 'font-size:.8em;color:#5a5751';
  const boxes = cells.map(
    ({ word, value, background, ink }) =>
      `<span role="listitem" style="display:inline-block;margin:2px;padding:3px 6px;border-radius:4px;text-align:center;background:${background};color:${ink}"><bdi>${escapeMarkup(word)}</bdi><br><span style="font-size:.75em">${value}</span></span>`,
  );
  const scale = legend
    ? `<div style="${small}">${legend.against} <span style="display:inline-block;width:8em;height:.7em;background:${legend.gradient}"></span> ${legend.forTarget}</div>`
    : '';
  const heading = label ? `<div style="${small}">${escapeMarkup(label)}</div>` : '';
  return `<div style="background:#fff;color:#1b1916;padding:8px;font-family:sans-serif">${heading}<div role="list" dir="auto" aria-label="${escapeMarkup(label || 'Heat map')}">${boxes.join('')}</div>${scale}</div>\n`;
}
