import { create } from 'zustand';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** The inline script of index.html reads the same key before the first paint. */
const STORAGE_KEY = 'lrp-lens-theme';

interface ThemeState {
  readonly choice: ThemeChoice;
  setChoice(choice: ThemeChoice): void;
}

export const useTheme = create<ThemeState>()((set) => ({
  choice: stored(),
  setChoice(choice) {
    set({ choice });
    if (choice === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    try {
      if (choice === 'system') localStorage.removeItem(STORAGE_KEY);
      else localStorage.setItem(STORAGE_KEY, choice);
    } catch {
      // Storage is switched off: the choice holds until the page is closed.
    }
  },
}));

function stored(): ThemeChoice {
  try {
    const choice = localStorage.getItem(STORAGE_KEY);
    return choice === 'light' || choice === 'dark' ? choice : 'system';
  } catch {
    return 'system';
  }
}
