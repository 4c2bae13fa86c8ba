/** What a link holds of the phrase that is selected, and of the tree. Pure. */
import type { Parameter } from './link-state.ts';

/** In the order in which a link holds them. */
export const PHRASE_PARAMETERS: readonly Parameter[] = [
  {
    name: 'phrase',
    expected: 'FROM:TO, positions of words from 0, the second one behind the last word',
    otherwise: 'no phrase',
    continuous: true,
    read(value, state) {
      const [, from, to] = /^(\d{1,6}):(\d{1,6})$/.exec(value) ?? [];
      const span = [Number(from), Number(to)] as const;
      return from && span[0] < span[1] ? { ...state, phrase: { ...state.phrase, span } } : null;
    },
    write: ({ phrase: { span } }) => span?.join(':') ?? null,
  },
  {
    name: 'tree',
    expected: 'on',
    otherwise: 'the tree is closed',
    read: (value, state) => (value === 'on' ? { ...state, phrase: { ...state.phrase, tree: true } } : null),
    write: ({ phrase: { tree } }) => (tree ? 'on' : null),
  },
];
