import type { Explanation } from '../../engine/protocol.ts';
import type { Provenance } from './provenance.ts';

/** The result schema (Explanation in src/engine/protocol.ts) as the headless command writes it, and one key more: provenance. */
export function writeJson(explanation: Explanation, provenance: Provenance): string {
  return `${JSON.stringify({ ...explanation, provenance }, null, 2)}\n`;
}
