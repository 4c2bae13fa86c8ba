import { create } from 'zustand';
import { METHOD_NAMES, type MethodId } from '../../engine/protocol.ts';

/** How an explanation is shown; the one table of choices, for controls, links and exports alike. */
export const LAYOUTS = ['text', 'grid', 'classes'] as const;
export const SCALES = ['method', 'shared', 'fixed', 'raw'] as const;
/** Ids of src/ui/palettes.ts. */
export const PALETTE_IDS = ['red-blue', 'orange-purple', 'brown-teal', 'cividis'] as const;

/** text: words as cells that wrap, one block a method · grid: words are columns, methods rows · classes: rows are classes, one method. */
export type Layout = (typeof LAYOUTS)[number];
/** Full colour for: method: each method's largest value · shared: the largest of all · fixed: the person's limit · raw: a value of 1. */
export type Scale = (typeof SCALES)[number];
export type PaletteId = (typeof PALETTE_IDS)[number];

export interface Display {
  readonly layout: Layout;
  /** Methods shown, in the order of METHOD_NAMES; at least one. Those of METHODS are always computed, the others where they are shown. */
  readonly methods: readonly MethodId[];
  /** The method of the class x word matrix. */
  readonly matrixMethod: MethodId;
  readonly scale: Scale;
  /** The value that gets the full colour where the scale is 'fixed'; > 0. */
  readonly fixedLimit: number;
  /** Colour strength = (|value| / limit) ^ gamma; below 1 lifts small values. GAMMA_RANGE. */
  readonly gamma: number;
  readonly palette: PaletteId;
  /** false: a mark (+ or −) stands for each number. */
  readonly numbers: boolean;
}

export const GAMMA_RANGE = { min: 0.25, max: 2 } as const;

export const DISPLAY_DEFAULTS: Display = {
  layout: 'text',
  methods: ['lrp'],
  matrixMethod: 'lrp',
  scale: 'method',
  fixedLimit: 1,
  gamma: 1,
  palette: 'red-blue',
  numbers: true,
};

interface DisplayState extends Display {
  set(change: Partial<Display>): void;
  /** Shows or hides a method; the last one shown stays. */
  toggleMethod(id: MethodId): void;
}

export const useDisplay = create<DisplayState>()((set, get) => ({
  ...DISPLAY_DEFAULTS,
  set: (change) => set(change),
  toggleMethod(id) {
    const shown = new Set(get().methods);
    if (!shown.delete(id)) shown.add(id);
    if (shown.size > 0) set({ methods: METHOD_NAMES.map((method) => method.id).filter((method) => shown.has(method)) });
  },
}));
