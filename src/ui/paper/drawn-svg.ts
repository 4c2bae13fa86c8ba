/** A drawing of the page with its styles written out: what another program needs to draw it alike. */
import { escapeMarkup } from '../text/escape-markup.ts';
import { geometryOf, looksOf, number } from './drawn-styles.ts';

const SHAPES = new Set(['path', 'rect', 'line', 'circle', 'polyline', 'polygon', 'ellipse']);

/** What stands within an <svg> of the page, as markup. Without what only a screen has: the step looked at, hit areas, names for screen readers. */
export function drawnSvg(svg: SVGSVGElement): string {
  return Array.from(svg.children, drawn).join('');
}

function drawn(element: Element): string {
  if (element.hasAttribute('data-screen-only')) return '';
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return '';
  const name = element.localName;
  if (SHAPES.has(name)) return `<${name}${geometryOf(element)}${looksOf(style)}/>`;
  if (name === 'text') return text(element, style);
  if (name === 'g') {
    const opacity = style.opacity === '1' ? '' : ` opacity="${style.opacity}"`;
    return `<g${geometryOf(element)}${opacity}>${Array.from(element.children, drawn).join('')}</g>`;
  }
  return '';
}

/** dy in ems becomes part of y: programs disagree on it. */
function text(element: Element, style: CSSStyleDeclaration): string {
  const size = Number.parseFloat(style.fontSize);
  const anchor = style.textAnchor === 'start' ? '' : ` text-anchor="${style.textAnchor}"`;
  const weight = Number(style.fontWeight) >= 550 ? ' font-weight="700"' : '';
  const looks = `${looksOf(style)} font-size="${number(size)}"${weight}${anchor}`;
  const lower = em(element, size);
  const lines = Array.from(element.querySelectorAll('tspan'));
  if (lines.length === 0) return line(element, element.textContent ?? '', lower, looks);
  return lines.map((part) => line(part, part.textContent ?? '', lower + em(part, size), looks)).join('');
}

function line(element: Element, content: string, lower: number, looks: string): string {
  const x = Number(element.getAttribute('x') ?? 0);
  const y = Number(element.getAttribute('y') ?? 0) + lower;
  const transform = element.getAttribute('transform');
  const turned = transform === null ? '' : ` transform="${transform}"`;
  return `<text x="${number(x)}" y="${number(y)}"${turned}${looks}>${escapeMarkup(content)}</text>`;
}

function em(element: Element, size: number): number {
  const given = element.getAttribute('dy') ?? '0';
  return given.endsWith('em') ? Number.parseFloat(given) * size : Number.parseFloat(given) || 0;
}
