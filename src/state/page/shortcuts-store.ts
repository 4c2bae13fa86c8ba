import { create } from 'zustand';

const STORAGE_KEY = 'lrp-lens-single-keys';

interface ShortcutsState {
  /**
   * Whether keys pressed alone ("?", "/", "[", digits) are shortcuts. To be switched off by those whose speech input or tremor would
   * set them off (WCAG 2.1.4); shortcuts with Ctrl or Alt hold either way.
   */
  readonly singleKeys: boolean;
  setSingleKeys(singleKeys: boolean): void;
}

export const useShortcuts = create<ShortcutsState>()((set) => ({
  singleKeys: stored(),
  setSingleKeys(singleKeys) {
    set({ singleKeys });
    try {
      if (singleKeys) localStorage.removeItem(STORAGE_KEY);
      else localStorage.setItem(STORAGE_KEY, 'off');
    } catch {
      // Storage is switched off: the choice holds until the page is closed.
    }
  },
}));

function stored(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}
