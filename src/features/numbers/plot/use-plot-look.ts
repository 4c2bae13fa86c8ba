import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import type { PaletteId } from '../../../state/display/index.ts';
import { useTheme } from '../../../state/page/index.ts';
import { colourScale } from '../../../ui/heat-map/colour-scale.ts';
import { useMediaQuery } from '../../../ui/hooks/use-media-query.ts';
import type { PlotLook } from './draw.ts';

export interface PlotColours {
  readonly palette: PaletteId;
  readonly gamma: number;
  /** The absolute value that gets the full colour: of a cell, of a sum. */
  readonly cellLimit: number;
  readonly sumLimit: number;
}

/** Colours as the page has them, for a canvas, which does not know its style sheets. */
export function usePlotLook(canvas: RefObject<HTMLCanvasElement | null>, colours: PlotColours): PlotLook | null {
  const choice = useTheme((state) => state.choice);
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)');
  const theme = choice === 'system' ? (prefersDark ? 'dark' : 'light') : choice;
  const [inks, setInks] = useState<Pick<PlotLook, 'ink' | 'muted' | 'line' | 'theme'> | null>(null);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const { color, outlineColor, borderTopColor } = getComputedStyle(canvas.current);
    setInks({ ink: color, muted: outlineColor, line: borderTopColor, theme });
  }, [canvas, theme]);
  return useMemo(() => inks && { ...inks, ...scalesOf(colours) }, [inks, colours]);
}

/** In light colours, for a file. */
export function paperLook(colours: PlotColours): PlotLook {
  return { ink: '#1b1916', muted: '#63605a', line: '#e3dfd8', theme: 'light', ...scalesOf(colours) };
}

function scalesOf({ palette, gamma, cellLimit, sumLimit }: PlotColours): Pick<PlotLook, 'cells' | 'sums'> {
  return { cells: colourScale(cellLimit, { palette, gamma }), sums: colourScale(sumLimit, { palette, gamma }) };
}
