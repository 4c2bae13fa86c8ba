import { create } from 'zustand';

const VIEWS = ['explain', 'experiments'] as const;
export type View = (typeof VIEWS)[number];

interface ViewState {
  readonly view: View;
  show(view: View): void;
}

/** Which of the page's views is on show. */
export const useView = create<ViewState>()((set) => ({
  view: 'explain',
  show: (view) => set({ view }),
}));
