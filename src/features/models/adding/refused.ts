import type { ModelInspection } from '../../../engine/protocol.ts';

/** Whether the network is none that can be explained, whatever else is given or said: nothing else is worth asking for. */
export function isRefused({ inspection }: { readonly inspection: ModelInspection | null }): boolean {
  return inspection !== null && inspection.problem !== null && inspection.layers === null && inspection.tensors === null;
}
