/** The texts of a page as SVG: where each line of one stands, and how it looks. */
import { escapeMarkup } from '../text/escape-markup.ts';
import { hex, number } from './drawn-styles.ts';

interface Fragment {
  text: string;
  readonly rect: DOMRect;
  right: number;
}

/** What a line is drawn with. */
export interface Origin {
  readonly left: number;
  readonly top: number;
}

/** A text node's lines, each drawn from its own place: the middle, the end or the beginning, as it is aligned. */
export function drawText(node: Text, origin: Origin): string[] {
  const parent = node.parentElement;
  if (!parent) return [];
  const style = getComputedStyle(parent);
  const anchor = anchorOf(parent);
  return fragments(node).map(({ text, rect, right }) => {
    const [x0, x1] = [rect.left - origin.left, right - origin.left];
    const x = anchor === 'middle' ? (x0 + x1) / 2 : anchor === 'end' ? x1 : x0;
    const y = baseline(rect, style) - origin.top;
    return [svgText(text, x, y, style, anchor), ...decoration(style, x0, x1, y)].join('');
  });
}

/** What stands before or after an element's text by its style sheet, such as the mark of an unknown word. */
export function drawPseudo(element: Element, origin: Origin): string[] {
  const style = getComputedStyle(element, '::after');
  const text = /^"([^"]+)"/.exec(style.content)?.[1];
  if (text === undefined || style.position !== 'absolute') return [];
  const box = element.closest('td, th')?.getBoundingClientRect();
  if (!box) return [];
  const size = Number.parseFloat(style.fontSize);
  const x = box.right - (Number.parseFloat(style.right) || 0) - origin.left;
  const y = box.top + (Number.parseFloat(style.top) || 0) + 0.8 * size - origin.top;
  return [svgText(text, x, y, style, 'end')];
}

function svgText(text: string, x: number, y: number, style: CSSStyleDeclaration, anchor: string): string {
  const weight = Number(style.fontWeight) >= 550 ? ' font-weight="700"' : '';
  const place = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  const size = number(Number.parseFloat(style.fontSize));
  return `<text x="${number(x)}" y="${number(y)}" font-size="${size}"${weight}${place} fill="${hex(style.color).colour}">${escapeMarkup(text)}</text>`;
}

/** A line beneath or through the text. */
function decoration(style: CSSStyleDeclaration, left: number, right: number, y: number): string[] {
  const size = Number.parseFloat(style.fontSize);
  const stroke = hex(style.color).colour;
  const line = style.textDecorationLine;
  const across = (at: number, look: string) =>
    `<path d="M${number(left)} ${number(at)}H${number(right)}" stroke="${stroke}"${look} fill="none"/>`;
  return [
    ...(line.includes('underline') ? [across(y + 0.22 * size, ' stroke-width="1.6" stroke-dasharray="1.6 2.4"')] : []),
    ...(line.includes('line-through') ? [across(y - 0.28 * size, '')] : []),
  ];
}

/** The text of each line, as the browser broke it. */
function fragments(node: Text): Fragment[] {
  const range = document.createRange();
  const lines: Fragment[] = [];
  for (const { index, 0: word } of node.data.matchAll(/\S+\s*/gu)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.trimEnd().length);
    for (const rect of piecesOf(range)) {
      const line = lines.at(-1);
      if (line && Math.abs(line.rect.top - rect.rect.top) < 2) {
        line.text += `${spaceBefore(line.right, rect.rect.left)}${rect.text}`;
        line.right = Math.max(line.right, rect.rect.right);
      } else lines.push({ text: rect.text, rect: rect.rect, right: rect.rect.right });
    }
  }
  return lines;
}

/** A word stands on one line, but where it is longer than that. */
function piecesOf(range: Range): { text: string; rect: DOMRect }[] {
  const whole = range.toString();
  const rects = Array.from(range.getClientRects()).filter(({ width }) => width > 0);
  const [first] = rects;
  if (!first) return [];
  if (rects.every(({ top }) => Math.abs(top - first.top) < 2)) return [{ text: whole, rect: range.getBoundingClientRect() }];
  const { startContainer: node, startOffset: start } = range;
  const pieces: { text: string; rect: DOMRect }[] = [];
  let offset = start;
  for (const character of whole) {
    const one = document.createRange();
    one.setStart(node, offset);
    one.setEnd(node, offset + character.length);
    offset += character.length;
    const rect = one.getBoundingClientRect();
    const last = pieces.at(-1);
    if (last && Math.abs(last.rect.top - rect.top) < 2) {
      last.text += character;
      last.rect = new DOMRect(last.rect.left, last.rect.top, rect.right - last.rect.left, last.rect.height);
    } else pieces.push({ text: character, rect });
  }
  return pieces;
}

function spaceBefore(right: number, left: number): string {
  return left - right > 0.5 ? ' ' : '';
}

/** A text's box reaches from the ascent of its font to its descent. */
function baseline(rect: DOMRect, style: CSSStyleDeclaration): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return rect.bottom - 0.22 * rect.height;
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText('x');
  return rect.top + (rect.height * up) / (up + down);
}

function anchorOf(element: Element): 'start' | 'middle' | 'end' {
  const { textAlign, direction } = getComputedStyle(element);
  const around = element.parentElement && getComputedStyle(element.parentElement);
  if (around?.display.includes('flex') && around.flexDirection === 'column' && around.alignItems === 'center') return 'middle';
  if (textAlign === 'center' || direction === 'rtl') return 'middle';
  return textAlign === 'right' || textAlign === 'end' ? 'end' : 'start';
}
