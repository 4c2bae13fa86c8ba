/** Which model stands beside the one in use. Apart from what loads it, which the first page does not need. */
import { create } from 'zustand';
import { BUNDLED, type KeptModel } from '../models/index.ts';

interface SecondChoice {
  /** A kept model's id, or, from a link, the first digits of its SHA-256; null: none. */
  readonly model: string | null;
  choose(model: string | null): void;
}

export const useSecond = create<SecondChoice>()((set) => ({
  model: null,
  choose: (model) => set({ model }),
}));

/** undefined: it is not in this browser. */
export function chosenAmong(models: readonly KeptModel[], chosen: string | null): KeptModel | undefined {
  if (chosen === null) return undefined;
  return models.find(({ id }) => id === chosen) ?? models.find(({ sha256 }) => sha256.startsWith(chosen));
}

/** As a link names it: BUNDLED, or so many digits. */
export function secondInLink(models: readonly KeptModel[], chosen: string | null, digits: number): string | null {
  if (chosen === BUNDLED) return BUNDLED;
  return chosenAmong(models, chosen)?.sha256.slice(0, digits) ?? chosen;
}
