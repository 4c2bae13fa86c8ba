/** What a feature draws and the export room saves: neither knows the other. */
import { create } from 'zustand';
import type { Explanation } from '../../engine/protocol.ts';

/** What a file says of itself. */
export interface FigureFacts {
  /** Where the figure comes from, a line a topic. */
  readonly footer: readonly string[];
  /** The same for programs. */
  readonly provenance: unknown;
}

/** What a figure is made of: facts that are ready, or an explanation, of which the export room tells them. */
type FigureOrigin = (FigureFacts & { readonly explanation?: never }) | ExplanationOrigin;

export interface ExplanationOrigin {
  readonly explanation: Explanation;
  /** What is drawn of it: 'LRP', 'Gradient'. */
  readonly method: string;
  readonly parameters: Readonly<Record<string, number>>;
}

export interface DrawnFigure {
  /** Shapes of SVG from (0, 0) on, in light colours. */
  readonly markup: string;
  /** px */
  readonly width: number;
  readonly height: number;
}

export interface FigureToSave {
  readonly title: string;
  /** What it shows and how to read it. */
  readonly caption: string;
  /** Of its file: whole, or where it is of an explanation the last part; lower case with hyphens. */
  readonly fileName: string;
  readonly origin: FigureOrigin;
  /** @param width px that it should take; what cannot be laid out anew may take another */
  readonly draw: (width: number) => DrawnFigure;
  /** An HTML page that plays it, where it moves. */
  readonly drawPage?: (facts: FigureFacts) => string;
}

interface FigureState {
  readonly figure: FigureToSave | null;
  readonly save: (figure: FigureToSave) => void;
  readonly close: () => void;
}

/** The figure for which the panel of formats is open. */
export const useFigureToSave = create<FigureState>()((set) => ({
  figure: null,
  save: (figure) => set({ figure }),
  close: () => set({ figure: null }),
}));
