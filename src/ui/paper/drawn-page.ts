/** A part of the page as SVG: boxes, edges, texts and drawings where the browser has put them. */
import { hex, paint, number as px } from './drawn-styles.ts';
import { drawnSvg } from './drawn-svg.ts';
import { drawPseudo, drawText, type Origin } from './drawn-text.ts';

export interface Drawn {
  /** Shapes of SVG, from (0, 0) on. */
  readonly markup: string;
  /** px */
  readonly width: number;
  readonly height: number;
}

/** Not for paper: what is there to be pressed, what only screen readers see, and what opens. */
const SCREEN_ONLY =
  '[data-screen-only], .screen-only, .visually-hidden, [role="radiogroup"], input, select, textarea, details, script, style';

export function drawnPage(root: HTMLElement): Drawn {
  // They leave no room behind either.
  for (const part of root.querySelectorAll<HTMLElement | SVGElement>(SCREEN_ONLY)) part.style.display = 'none';
  const { left, top, width } = root.getBoundingClientRect();
  const shapes = element(root, { left, top });
  const boxes = Array.from(root.querySelectorAll('*'), (part) => part.getBoundingClientRect());
  const bottom = Math.max(0, ...boxes.filter((box) => box.height > 0).map((box) => box.bottom - top));
  return { markup: shapes.join('\n'), width, height: Math.ceil(bottom) };
}

function element(part: Element, origin: Origin): string[] {
  const style = getComputedStyle(part);
  if (style.display === 'none' || style.visibility === 'hidden') return [];
  if (part instanceof SVGSVGElement) return [svg(part, origin)];
  const own = style.display === 'contents' ? [] : boxOf(part, style, origin);
  const within = Array.from(part.childNodes).flatMap((child) => {
    if (child instanceof Text) return drawText(child, origin);
    return child instanceof Element ? element(child, origin) : [];
  });
  return [...own, ...within, ...drawPseudo(part, origin)];
}

function svg(part: SVGSVGElement, origin: Origin): string {
  const { left, top, width } = part.getBoundingClientRect();
  const { width: inner, x, y } = part.viewBox.baseVal ?? { width: 0, x: 0, y: 0 };
  const zoom = inner > 0 ? width / inner : 1;
  const place = `translate(${px(left - origin.left)} ${px(top - origin.top)})`;
  const size = inner > 0 ? ` scale(${px(zoom)}) translate(${px(-x)} ${px(-y)})` : '';
  return `<g transform="${place}${size}">${drawnSvg(part)}</g>`;
}

function boxOf(part: Element, style: CSSStyleDeclaration, origin: Origin): string[] {
  const { left, top, width, height } = part.getBoundingClientRect();
  if (width === 0 || height === 0) return [];
  const [x, y] = [left - origin.left, top - origin.top];
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, width / 2, height / 2);
  const rect = (inset: number, look: string) =>
    `<rect x="${px(x + inset)}" y="${px(y + inset)}" width="${px(width - 2 * inset)}" height="${px(height - 2 * inset)}"${radius > 0 ? ` rx="${px(radius)}"` : ''}${look}/>`;
  const stops = gradientStops(style.backgroundImage);
  const filled = hex(style.backgroundColor).opacity > 0 && style.backgroundColor !== 'transparent';
  return [
    ...(stops.length > 1 ? strips(stops, { x, y, width, height }, radius) : []),
    ...(filled ? [rect(0, paint('fill', style.backgroundColor))] : []),
    ...edges(part, style, { x, y, width, height }, rect),
  ];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Strips of one colour each: not every program that opens a file knows the same of gradients. The ends are as round as the box. */
function strips(colours: readonly string[], { x, y, width, height }: Box, radius: number): string[] {
  const each = width / colours.length;
  const strip = (from: number, to: number, colour: string, look = '') =>
    `<rect x="${px(x + from)}" y="${px(y)}" width="${px(to - from)}" height="${px(height)}"${look}${paint('fill', colour)}/>`;
  const round = radius > 0 ? ` rx="${px(radius)}"` : '';
  const last = colours.length - 1;
  return [
    strip(0, each + 2 * radius, colours[0] ?? '', round),
    strip(last * each - 2 * radius, width, colours[last] ?? '', round),
    // A little beneath the next, so that no hairline is seen between two.
    ...colours.map((colour, k) => {
      const [from, to] = [Math.max(k * each, radius), Math.min((k + 1) * each + 0.3, width - radius)];
      return to > from ? strip(from, to, colour) : '';
    }),
  ];
}

function gradientStops(image: string): string[] {
  return image.startsWith('linear-gradient') ? (image.match(/(?:rgba?|color)\([^)]*\)/g) ?? []) : [];
}

function edges(part: Element, style: CSSStyleDeclaration, box: Box, rect: (inset: number, look: string) => string): string[] {
  const { x, y, width, height } = box;
  const shadow = /^((?:rgba?|color)\([^)]*\)) 0px 0px 0px ([\d.]+)px inset/.exec(style.boxShadow);
  const inner = shadow ? [rect(Number(shadow[2]) / 2, ` fill="none"${paint('stroke', shadow[1] ?? '')}`)] : [];
  const outline =
    style.outlineStyle === 'dashed' && part.hasAttribute('data-edited')
      ? [rect(-1.5, ` fill="none"${paint('stroke', style.outlineColor)} stroke-width="1.5" stroke-dasharray="4 3"`)]
      : [];
  const sides = (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) => ({
    side,
    width: style[`border${side}Style`] === 'none' ? 0 : Number.parseFloat(style[`border${side}Width`]),
    colour: style[`border${side}Color`],
  }));
  const seen = sides.filter((side) => side.width > 0 && hex(side.colour).opacity > 0);
  if (seen.length === 4) {
    const dash = style.borderTopStyle === 'dashed' ? ' stroke-dasharray="3 3"' : '';
    return [...inner, ...outline, rect(0.5, ` fill="none"${paint('stroke', style.borderTopColor)}${dash}`)];
  }
  const paths = {
    Top: `M${px(x)} ${px(y)}h${px(width)}`,
    Bottom: `M${px(x)} ${px(y + height)}h${px(width)}`,
    Left: `M${px(x)} ${px(y)}v${px(height)}`,
    Right: `M${px(x + width)} ${px(y)}v${px(height)}`,
  };
  return [
    ...inner,
    ...outline,
    ...seen.map(
      (side) => `<path d="${paths[side.side]}" fill="none"${paint('stroke', side.colour)} stroke-width="${px(side.width)}"/>`,
    ),
  ];
}
