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
    const render = (own: number) => flushSync(() => root.render(<PaperWidth value={own}>{content}</PaperWidth>));
    render(width);
    // A table may need more than it is given: what stands beside it is drawn as wide.
    const needed = stage.scrollWidth;
    if (needed > width) {
      stage.style.width = `${needed}px`;
      render(needed);
    }
    return drawnPage(stage);
  } finally {
    root.unmount();
    stage.remove();
  }
}

/** A drawing of a size of its own. @param label what it is, for whoever cannot see it */
export function drawSvgOnPaper(
  { width, height }: { readonly width: number; readonly height: number },
  label: string,
  shapes: ReactNode,
): Drawn {
  const drawn = drawOnPaper(
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      style={{ display: 'block' }}
    >
      {shapes}
    </svg>,
    width,
  );
  return { ...drawn, width, height };
}
