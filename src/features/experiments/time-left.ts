import type { Running } from '../../state/experiments/index.ts';

/** An estimate from the first moments says little. */
const STEADY_MS = 500;
const STEADY_SHARE = 0.03;

/** ", about 4 s left", once the rate is steady. */
export function timeLeft({ done, total, since, now }: Pick<Running, 'done' | 'total' | 'since' | 'now'>): string {
  const elapsed = now - since;
  if (elapsed < STEADY_MS || done < STEADY_SHARE * total) return '';
  const seconds = Math.ceil((elapsed * (total - done)) / done / 1000);
  if (!(seconds >= 1)) return '';
  return seconds < 100 ? `, about ${seconds} s left` : `, about ${Math.round(seconds / 60)} min left`;
}
