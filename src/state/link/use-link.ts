/** What of the link that was opened is told, or still waited for. */
import { create } from 'zustand';
import type { LinkState } from './link-state.ts';
import type { LinkProblem } from './url-state.ts';

interface LinkStore {
  /** What of the link that was opened could not be used. */
  readonly problems: readonly LinkProblem[];
  /** A link whose example is of a set that is not here (yet). */
  readonly waiting: LinkState | null;
  /** What a link calls its classes, while there is no model that has them. */
  readonly unresolved: Pick<LinkState, 'target' | 'contrast'> | null;
  /** The model that the link asks for (null: the bundled one), until it is in use; undefined: none is awaited. */
  readonly wantedModel: string | null | undefined;
  dismiss(): void;
}

export const useLink = create<LinkStore>()((set) => ({
  problems: [],
  waiting: null,
  unresolved: null,
  wantedModel: undefined,
  dismiss: () => set({ problems: [] }),
}));
