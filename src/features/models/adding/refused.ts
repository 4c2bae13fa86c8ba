import type { ModelInspection } from '../../../engine/protocol.ts';

interface Inspected {
  readonly inspection: ModelInspection | null;
}

/** Whether no network can be made of the files as they are: nothing else is worth asking for before that is mended. */
export function hasNoNetwork({ inspection }: Inspected): boolean {
  return inspection !== null && inspection.problem !== null && inspection.layers === null;
}

/** Whether nothing that can be said of the files mends that: there are no roles to be given. */
export function isRefused(state: Inspected): boolean {
  return hasNoNetwork(state) && state.inspection?.tensors === null;
}
