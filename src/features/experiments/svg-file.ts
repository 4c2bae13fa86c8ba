/** A chart of the page as an SVG file that stands on its own. */
import { wrapped } from '../../ui/text/wrapped-lines.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** What the page's style sheets give a shape or text. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
] as const;
const LINE_HEIGHT = 14;
const MARGIN = 12;
const TITLE = 30;
/** Rough width of a character, a pixel of font size: wide enough for the fonts of other programs. */
const CHARACTER = 0.58;
const CAPTION_SIZE = 11;
const FOOT_SIZE = 9;

/**
 * With its styles written out, in the light theme on white whatever the page shows, its title and what it shows above and its
 * provenance beneath; without what only a screen has, such as the step that is looked at. Its texts need no font of ours.
 * @param svg drawn, with width and height; `data-caption` says what it shows
 */
export function svgFile(svg: SVGSVGElement, title: string, provenance: readonly string[]): Blob {
  const drawn = drawnInLight(svg);
  for (const part of drawn.querySelectorAll('[data-screen-only]')) part.remove();
  const width = Number(svg.getAttribute('width')) || svg.clientWidth;
  const height = Number(svg.getAttribute('height')) || svg.clientHeight;
  const caption = wrapped([svg.dataset.caption ?? ''], width / (CHARACTER * CAPTION_SIZE));
  const foot = wrapped(provenance, width / (CHARACTER * FOOT_SIZE));
  const head = TITLE + caption.length * LINE_HEIGHT + (caption.length > 0 ? MARGIN / 2 : 0);
  const whole = { width: width + 2 * MARGIN, height: head + height + MARGIN + foot.length * LINE_HEIGHT + MARGIN };
  const file = element('svg', {
    xmlns: NAMESPACE,
    width: whole.width,
    height: whole.height,
    viewBox: `0 0 ${whole.width} ${whole.height}`,
  });
  file.append(
    element('title', {}, title),
    element('desc', {}, [svg.getAttribute('aria-label') ?? '', ...provenance].join('\n')),
    element('rect', { width: whole.width, height: whole.height, fill: '#fff' }),
    element(
      'text',
      { x: MARGIN, y: 20, fill: '#1b1916', 'font-family': 'sans-serif', 'font-size': 14, 'font-weight': 600 },
      title,
    ),
  );
  file.append(...textLines(caption, TITLE, CAPTION_SIZE));
  const chart = element('g', { transform: `translate(${MARGIN} ${head})` });
  chart.append(...drawn.childNodes);
  file.append(chart);
  file.append(...textLines(foot, head + height + MARGIN, FOOT_SIZE));
  return new Blob([new XMLSerializer().serializeToString(file)], { type: 'image/svg+xml' });
}

/** A copy whose elements have their styles as attributes. It has to be in the page to have any. */
function drawnInLight(svg: SVGSVGElement): SVGElement {
  const copy = svg.cloneNode(true) as SVGElement;
  const stage = document.createElement('div');
  stage.setAttribute('aria-hidden', 'true');
  stage.dataset.paper = '';
  stage.style.cssText = 'position: absolute; left: -10000px';
  stage.append(copy);
  document.body.append(stage);
  for (const part of copy.querySelectorAll<SVGElement>('*')) {
    const style = getComputedStyle(part);
    for (const name of PROPERTIES) part.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'style', 'tabindex', 'role', 'aria-label', 'data-cell', 'data-bar']) part.removeAttribute(name);
  }
  stage.remove();
  return copy;
}

function textLines(lines: readonly string[], top: number, size: number): SVGElement[] {
  return lines.map((line, k) => {
    const y = top + (k + 0.7) * LINE_HEIGHT;
    return element('text', { x: MARGIN, y, fill: '#63605a', 'font-family': 'sans-serif', 'font-size': size }, line);
  });
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== 'xmlns') made.setAttribute(key, String(value));
  }
  if (text !== undefined) made.textContent = text;
  return made;
}
