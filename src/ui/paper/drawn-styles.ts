/** What style sheets give an element, as attributes of SVG that every program knows. */

/** Two digits after the point are beyond what one sees. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A computed colour as '#rrggbb' and its opacity; 'none' for what is none. */
export function hex(colour: string): { readonly colour: string; readonly opacity: number } {
  const srgb = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(colour);
  const plain = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:,? ?\/? ?([\d.]+))?\)$/.exec(colour);
  const [, red, green, blue, opacity = '1'] = srgb ?? plain ?? [];
  if (red === undefined) return { colour: colour === 'none' || colour === '' ? 'none' : colour, opacity: 1 };
  const channels = [red, green, blue].map((channel) => Math.round(Number(channel) * (srgb ? 255 : 1)));
  return { colour: `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`, opacity: Number(opacity) };
}

/** fill or stroke of a shape. */
export function paint(name: 'fill' | 'stroke', colour: string): string {
  const { colour: plain, opacity } = hex(colour);
  if (opacity === 0) return name === 'fill' ? ' fill="none"' : '';
  return ` ${name}="${plain}"${opacity < 1 ? ` ${name}-opacity="${number(opacity)}"` : ''}`;
}

/** Attributes that say where a shape is. */
const GEOMETRY = [
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'width',
  'height',
  'd',
  'points',
  'transform',
  'viewBox',
] as const;

export function geometryOf(element: Element): string {
  return GEOMETRY.flatMap((name) => {
    const value = element.getAttribute(name);
    return value === null ? [] : [` ${name}="${value.replaceAll(/-?\d*\.\d{3,}(e-?\d+)?/g, (long) => number(Number(long)))}"`];
  }).join('');
}

/** How a shape of SVG looks, without what is so anyway. */
export function looksOf(style: CSSStyleDeclaration): string {
  const stroke = style.stroke !== 'none' && style.stroke !== '' && Number.parseFloat(style.strokeWidth) > 0;
  const own = (name: string, usual: string) => {
    const value = style.getPropertyValue(name).replaceAll('px', '');
    return value === usual || value === '' ? '' : ` ${name}="${value}"`;
  };
  return [
    style.fill === 'none' ? ' fill="none"' : paint('fill', style.fill),
    own('fill-opacity', '1'),
    ...(stroke
      ? [
          paint('stroke', style.stroke),
          own('stroke-width', '1'),
          own('stroke-dasharray', 'none'),
          own('stroke-linecap', 'butt'),
          own('stroke-linejoin', 'miter'),
          own('stroke-opacity', '1'),
        ]
      : []),
    own('opacity', '1'),
  ].join('');
}
