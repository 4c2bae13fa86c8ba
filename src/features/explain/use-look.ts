import { useShallow } from 'zustand/react/shallow';
import { useDisplay } from '../../state/display/index.ts';
import type { HeatLook } from '../../ui/heat-map/heat-cell.tsx';

/** How cells are drawn, as the person chose it; the same object until the choice changes, so that unchanged rows stay as drawn. */
export function useLook(): HeatLook {
  return useDisplay(useShallow(({ palette, gamma, numbers }) => ({ palette, gamma, numbers })));
}
