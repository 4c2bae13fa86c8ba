import { create } from 'zustand';

/** The inline script of index.html reads the same key before the first paint. */
const STORAGE_KEY = 'lrp-lens-large';

interface SizeState {
  /** Larger type and thicker lines, to be read from the last row of a lecture hall (src/ui/tokens.css). */
  readonly large: boolean;
  setLarge(large: boolean): void;
}

/** How large the page is drawn: of the room and its screen, as the theme, so kept on this device and in no link. */
export const useSize = create<SizeState>()((set) => ({
  large: stored(),
  setLarge(large) {
    set({ large });
    document.documentElement.toggleAttribute('data-large', large);
    try {
      if (large) localStorage.setItem(STORAGE_KEY, 'on');
      else localStorage.removeItem(STORAGE_KEY);
    } catch {
      // Storage is switched off: the choice holds until the page is closed.
    }
  },
}));

function stored(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'on';
  } catch {
    return false;
  }
}
