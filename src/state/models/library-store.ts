import { create } from 'zustand';

interface LibraryState {
  /** Whether the library of models is shown. */
  readonly isOpen: boolean;
  open(): void;
  close(): void;
}

/** Apart from what happens in the library, which the first heat map does not need. */
export const useLibrary = create<LibraryState>()((set) => ({
  isOpen: false,
  open: () => set({ isOpen: true }),
  close: () => set({ isOpen: false }),
}));
