import type { Outcome } from '../../state/experiments/index.ts';
import { formatBytes, formatCount } from '../../ui/text/format-number.ts';

/** '4 workers'; where they are fewer than the cores, also why. */
export function workersText({ workers, heldBack }: Pick<Outcome, 'workers' | 'heldBack'>): string {
  const count = `${formatCount(workers)} ${workers === 1 ? 'worker' : 'workers'}`;
  if (!heldBack) return count;
  const cores = `${formatCount(heldBack.cores)} cores`;
  return heldBack.by === 'number'
    ? `${count} on ${cores}; no more are started`
    : `${count} on ${cores}: each takes up to ${formatBytes(heldBack.bytesEach)} with this model, and more together could be too much for the browser`;
}
