export {
  DISPLAY_DEFAULTS,
  type Display,
  GAMMA_RANGE,
  LAYOUTS,
  type Layout,
  PALETTE_IDS,
  type PaletteId,
  SCALES,
  type Scale,
  useDisplay,
} from './display-store.ts';
export { matrixRows } from './matrix-rows.ts';
export { scaleLimits } from './scale.ts';
export { type ShownMethod, shownMethods } from './shown-methods.ts';
export { useLook } from './use-look.ts';
