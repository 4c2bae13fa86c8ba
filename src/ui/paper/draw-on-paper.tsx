import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { DRAWING_FONT as FONT } from '../drawing/text-width.ts';
import { type Drawn, drawnPage } from './drawn-page.ts';
import { PaperWidth } from './use-chart-width.ts';

/**
 * Draws what the page draws, by the same components, for a file: in the light theme whatever the page shows, `width` px wide, nothing cut,
 * without what only a screen has.
 */
export function drawOnPaper(content: ReactNode, width: number): Drawn {
  const stage = document.createElement('div');
  stage.setAttribute('aria-hidden', 'true');
  stage.dataset.paper = '';
  stage.inert = true;
  stage.style.cssText = `position: absolute; left: -100000px; top: 0; width: ${width}px; color: var(--ink); font-family: ${FONT}`;
  document.body.append(stage);
  const root = createRoot(stage);
  try {
    flushSync(() => root.render(<PaperWidth value={width}>{content}</PaperWidth>));
    // A table may need more than it is given.
    if (stage.scrollWidth > width) stage.style.width = `${stage.scrollWidth}px`;
    return drawnPage(stage);
  } finally {
    root.unmount();
    stage.remove();
  }
}
