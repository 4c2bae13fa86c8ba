import { create } from 'zustand';
import { type LrpOptions, METHOD_OPTIONS, type MethodOptions } from '../../engine/protocol.ts';

/** What can be set of methods beside LRP's own options, which are part of the subject. */
export type OwnOptions = Omit<MethodOptions, keyof LrpOptions>;

export const OPTION_DEFAULTS: OwnOptions = {
  nodes: METHOD_OPTIONS.nodes.usual,
  permutations: METHOD_OPTIONS.permutations.usual,
  seed: METHOD_OPTIONS.seed.usual,
};

export const useMethodOptions = create<OwnOptions>()(() => OPTION_DEFAULTS);
