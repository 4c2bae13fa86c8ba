import { useLook } from '../../state/display/index.ts';
import { colourScale } from '../../ui/heat-map/colour-scale.ts';

/** How far out on the scale: strong, and not yet nearly black. */
const STRONG = 0.8;

/** The colours of bars that stand for relevance: those of the heat maps. */
export function useRelevanceColours(): { readonly for: string; readonly against: string } {
  const { palette } = useLook();
  const scale = colourScale(1, { palette, gamma: 1 });
  return { for: scale.themedCell(STRONG).background, against: scale.themedCell(-STRONG).background };
}
