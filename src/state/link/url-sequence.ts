/** What a link holds of a sequence of numbers. As it stands: what may stand there is known once there is a model that reads numbers. Pure. */
import { SEQUENCE_PARAMETERS } from '../sequence-link/index.ts';
import type { Parameter } from './link-state.ts';

export const SEQUENCE_TABLE: readonly Parameter[] = SEQUENCE_PARAMETERS.map((name) => ({
  name,
  expected: 'text',
  otherwise: null,
  continuous: name === 'changes' || name === 'span',
  read: (text, state) => ({ ...state, sequence: { ...state.sequence, [name]: text } }),
  write: ({ sequence }) => sequence[name] ?? null,
}));
