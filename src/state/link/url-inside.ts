/** What a link holds of the view of what flows inside. Pure. */
import { INSIDE_METHODS, type InsidePlace, type Selection } from '../inside/index.ts';
import type { LinkState, Parameter } from './link-state.ts';

/** In the order in which a link holds them: each but the first is one of the open view alone. */
export const INSIDE_PARAMETERS: readonly Parameter[] = [
  {
    name: 'inside',
    expected: `one of ${INSIDE_METHODS.join(', ')}`,
    otherwise: 'the view is closed',
    read(value, state) {
      const method = INSIDE_METHODS.find((id) => id === value);
      return method ? { ...state, inside: { method, step: null, selected: null, edited: false } } : null;
    },
    write: ({ inside }) => inside?.method ?? null,
  },
  {
    name: 'edited',
    expected: 'on, with inside=…',
    otherwise: 'the sentence as written',
    read: (value, state) => (value === 'on' ? changed(state, { edited: true }) : null),
    write: ({ inside }) => (inside?.edited ? 'on' : null),
  },
  {
    name: 'step',
    expected: 'a number of steps, from 0, with inside=…',
    otherwise: 'the whole way',
    continuous: true,
    read: (value, state) => (/^\d{1,5}$/.test(value) ? changed(state, { step: Number(value) }) : null),
    write: ({ inside }) => (inside?.step === null || inside?.step === undefined ? null : String(inside.step)),
  },
  {
    name: 'select',
    expected: 'state:NUMBER or flow:NUMBER, with inside=…',
    otherwise: 'nothing is chosen',
    continuous: true,
    read(value, state) {
      const [, kind, digits] = /^(state|flow):(\d{1,7})$/.exec(value) ?? [];
      if (kind !== 'state' && kind !== 'flow') return null;
      const selected: Selection = { kind, index: Number(digits) };
      return changed(state, { selected });
    },
    write: ({ inside }) => (inside?.selected ? `${inside.selected.kind}:${inside.selected.index}` : null),
  },
];

function changed(state: LinkState, change: Partial<InsidePlace>): LinkState | null {
  return state.inside && { ...state, inside: { ...state.inside, ...change } };
}
