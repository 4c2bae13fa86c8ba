/** The drawing for files: one step of it, and an HTML page that plays the whole way. */
import type { DrawnFigure } from '../../state/figures/index.ts';
import { sheetElement } from '../../ui/drawing/sheet.tsx';
import { drawSvgOnPaper } from '../../ui/paper/draw-on-paper.tsx';
import { PLAYER_SCRIPT, PLAYER_STYLE } from './player-page.ts';
import { type Drawing, drawingSize, Sheet, SheetDrawing, type SheetProps } from './sheet.tsx';

/** As it is laid out: its title and where it comes from are put around it by whoever saves it. */
export function drawStep(props: Drawing): DrawnFigure {
  return drawSvgOnPaper(drawingSize(props), 'The network', <SheetDrawing {...props} />);
}

/** What of the drawing changes from step to step. */
export interface Frames {
  /** [steps + 1] What has happened. */
  readonly narration: readonly string[];
  /** Of each box what stands in it, and its colours, from a step on. */
  readonly boxes: readonly (readonly Frame[])[];
  /** [steps + 1][entries] */
  readonly ledger: readonly (readonly LedgerFrame[])[];
  /** Milliseconds a step. */
  readonly stepTime: number;
}

export interface Frame {
  readonly step: number;
  readonly text: string;
  readonly fill: string;
  readonly ink: string;
}

interface LedgerFrame {
  readonly width: number;
  readonly fill: string;
  readonly stroke: string;
  readonly text: string;
}

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** One HTML document that opens anywhere: its script is in it, nothing is fetched. @param props of the whole way */
export function drawPage(props: SheetProps, frames: Frames): string {
  const page = document.implementation.createHTMLDocument(`${props.title} · LRP Lens`);
  page.documentElement.lang = 'en';
  const add = (parent: Element, name: string, attributes: Readonly<Record<string, string>>, text = '') => {
    const made = page.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    parent.append(made);
    return made;
  };
  add(page.head, 'meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY });
  add(page.head, 'meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' });
  add(page.head, 'meta', { name: 'generator', content: 'LRP Lens' });
  add(page.head, 'link', { rel: 'icon', href: 'data:,' });
  add(page.head, 'style', {}, PLAYER_STYLE);
  const main = add(page.body, 'main', {});
  const controls = add(main, 'div', { id: 'controls' });
  add(controls, 'button', { id: 'play', type: 'button' }, 'Play');
  const last = String(frames.narration.length - 1);
  add(controls, 'input', { id: 'step', type: 'range', 'aria-label': 'Step', min: '0', max: last, value: last });
  add(controls, 'span', { id: 'count' });
  add(main, 'p', { id: 'narration', 'aria-live': 'polite' });
  const stage = add(main, 'div', { id: 'stage', tabindex: '0', role: 'region', 'aria-label': 'The network' });
  stage.append(page.importNode(sheetElement(<Sheet {...props} allWires />), true));
  // A closing tag in a word would end the script.
  add(page.body, 'script', { id: 'frames', type: 'application/json' }, JSON.stringify(frames).replaceAll('<', '\\u003c'));
  add(page.body, 'script', {}, PLAYER_SCRIPT);
  // The first thing in a document, before anything that is no ASCII.
  const charset = page.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  page.head.prepend(charset);
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
