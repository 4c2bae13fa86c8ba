export { useAppUpdate } from './app-update-store.ts';
export { useShortcuts } from './shortcuts-store.ts';
export { useSize } from './size-store.ts';
export { type ThemeChoice, useTheme } from './theme-store.ts';
export { TOUR_STEPS, useTour } from './tour-store.ts';
export { useView, type View } from './view-store.ts';
