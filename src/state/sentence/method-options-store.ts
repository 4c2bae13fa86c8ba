import { create } from 'zustand';
import { type LrpOptions, type MethodOptions, USUAL } from '../../engine/protocol.ts';

/** What can be set of methods beside LRP's own options, which are part of the subject. */
export type OwnOptions = Omit<MethodOptions, keyof LrpOptions>;

export const OPTION_DEFAULTS: OwnOptions = { nodes: USUAL.nodes, permutations: USUAL.permutations, seed: USUAL.seed };

export const useMethodOptions = create<OwnOptions>()(() => OPTION_DEFAULTS);
