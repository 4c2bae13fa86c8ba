import { create } from 'zustand';
import { useView } from './view-store.ts';

export const TOUR_STEPS = 5;

/** Whether the person has taken the tour or declined it, for good; and where they are in it, until the tab is closed. */
const SEEN_KEY = 'lrp-lens-tour';
const STEP_KEY = 'lrp-lens-tour-step';

interface TourState {
  /** 0 to TOUR_STEPS - 1; null: no tour is under way. */
  readonly step: number | null;
  /** Whether the page still offers the tour beside the sentence. The guide always does. */
  readonly invited: boolean;
  /** Begins at the first step, and shows the view that the tour is about. */
  start(): void;
  go(step: number): void;
  /** Ends the tour, or declines it; the page does not offer it again by itself. */
  leave(): void;
}

export const useTour = create<TourState>()((set) => ({
  step: storedStep(),
  invited: read(() => localStorage, SEEN_KEY) === null,

  start() {
    useView.getState().show('explain');
    show(set, 0);
  },

  go(step) {
    show(set, Math.min(Math.max(step, 0), TOUR_STEPS - 1));
  },

  leave() {
    set({ step: null, invited: false });
    write(() => sessionStorage, STEP_KEY, null);
    write(() => localStorage, SEEN_KEY, 'seen');
  },
}));

function show(set: (state: Partial<TourState>) => void, step: number): void {
  set({ step });
  write(() => sessionStorage, STEP_KEY, String(step));
}

function storedStep(): number | null {
  const step = read(() => sessionStorage, STEP_KEY);
  return step !== null && /^\d$/.test(step) && Number(step) < TOUR_STEPS ? Number(step) : null;
}

/** Where storage is switched off even asking for it throws; the tour then lives as long as the page. */
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // See read().
  }
}
