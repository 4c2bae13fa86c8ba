import type { InsideMethod } from '../../../engine/inside-protocol.ts';
import type { PaletteId } from '../../../state/display/index.ts';
import { PALETTES } from '../../../ui/heat-map/palettes.ts';
import { formatLimit } from '../../../ui/heat-map/scale-note.ts';
import { capitalised } from '../../../ui/text/capitalised.ts';

interface LegendOptions {
  readonly method: InsideMethod;
  readonly palette: PaletteId;
  /** The amount that gets the full colour. */
  readonly limit: number;
  /** There are states, with arcs between them. */
  readonly hasStates: boolean;
  /** What is explained, in words. */
  readonly target: string;
}

/** How to read the drawing. */
export function legendText({ method, palette, limit, hasStates, target }: LegendOptions): string {
  const { forTarget, against } = PALETTES[palette].names;
  const colours = `${capitalised(forTarget)} speaks for ${target}, ${against} against it; the strongest colour stands for ${formatLimit(limit)}, as in the heat map.`;
  const ribbons =
    method === 'lrp'
      ? 'A ribbon is as thick as the relevance that flows through it.'
      : 'A number is the derivative of the score times the value it belongs to, summed over the units; a ribbon is as thick as what flows through it.';
  const arcs = hasStates
    ? ['Between states, the arcs above are what a state keeps of the one before; those beneath go through its weights.']
    : [];
  const drops =
    method === 'lrp'
      ? 'Brown lines that end in the open: what the biases, the stabiliser and the initial states keep.'
      : 'Brown lines that end in the open: what activations, gates and biases add or lose, for a derivative is not conserved.';
  return [colours, ribbons, ...arcs, drops].join(' ');
}
