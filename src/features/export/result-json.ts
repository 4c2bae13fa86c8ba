import { type Explanation, METHOD_NAMES, METHODS, type MethodId } from '../../engine/protocol.ts';
import type { Provenance } from './provenance.ts';

/** The order in which the headless command gives the methods. */
const ORDER: readonly MethodId[] = ['lrp', 'sa', 'gi', ...METHOD_NAMES.slice(METHODS.length).map(({ id }) => id)];

/** The result schema (Explanation in src/engine/protocol.ts) as the headless command writes it, and more: `note`, where the person has noted something, and `provenance`. */
export function writeJson(explanation: Explanation, provenance: Provenance, note: string | null = null): string {
  const methods = [...explanation.methods].sort((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id));
  return `${JSON.stringify({ ...explanation, methods, ...(note === null ? {} : { note }), provenance }, null, 2)}\n`;
}
