import type { Explanation } from '../../engine/protocol.ts';

/** Which words of a sentence that is too long for the model are not read, in a sentence; null where all are. */
export function unreadNote({ tokens, numbers, read }: Pick<Explanation, 'tokens' | 'numbers' | 'read'>): string | null {
  if (!read) return null;
  const [from, to] = read;
  const unit = numbers ? 'row' : 'word';
  const one = (side: string, count: number) => `the ${side}${count === 1 ? ` ${unit} is` : ` ${count} ${unit}s are`} not read`;
  const cut = [from > 0 && one('first', from), to < tokens.length && one('last', tokens.length - to)].filter(Boolean);
  return `The model reads ${to - from} ${unit}${to - from === 1 ? '' : 's'}: ${cut.join(', ')}.`;
}
