import { create } from 'zustand';

/** What stands around the figure itself and may be left out. */
export const PAPER_PARTS = ['title', 'classes', 'legend', 'notes', 'footer'] as const;
export type PaperPart = (typeof PAPER_PARTS)[number];

/** How a figure is put on paper. */
export interface Paper {
  /** mm */
  readonly width: number;
  /** Of the figure's values and axes, in points. */
  readonly fontSize: number;
  /** Pixels of a PNG for each CSS px. */
  readonly scale: 2 | 4;
  readonly without: readonly PaperPart[];
}

/** mm: one and two columns of a journal; a page of A4 and a poster's panel are the ends. */
export const PAPER_WIDTHS = { one: 84, two: 174, least: 40, most: 600 } as const;
/** Points. */
export const FONT_SIZES = { least: 5, most: 24 } as const;

interface PaperState extends Paper {
  readonly set: (change: Partial<Paper>) => void;
}

/** Chosen once for all figures of a session: those of one paper are of one size. */
export const usePaper = create<PaperState>()((set) => ({
  width: PAPER_WIDTHS.two,
  fontSize: 8,
  scale: 4,
  without: [],
  set: (change) => set(change),
}));
