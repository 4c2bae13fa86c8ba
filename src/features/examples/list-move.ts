/**
 * Where a key leads in a list of `count` rows from row `position` (-1: no row yet): the row's index, or null where the key has
 * no meaning here. Moves stop at the ends; `page` is the number of rows a page key skips.
 */
export function listMove(key: string, position: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const within = (index: number): number => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return within(position + 1);
    case 'ArrowUp':
      return within(position - 1);
    case 'PageDown':
      return within(position + page);
    case 'PageUp':
      return within(position - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'Enter':
    case ' ':
      return within(position);
    default:
      return null;
  }
}
