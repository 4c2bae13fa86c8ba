import { useShallow } from 'zustand/react/shallow';
import { type Display, useDisplay } from './display-store.ts';

/** How cells are drawn, as the person chose it; the same object until the choice changes, so that unchanged rows stay as drawn. */
export function useLook(): Pick<Display, 'palette' | 'gamma' | 'numbers'> {
  return useDisplay(useShallow(({ palette, gamma, numbers }) => ({ palette, gamma, numbers })));
}
