import type { RunEstimate, Running } from '../../state/experiments/index.ts';
import { sentenceCount } from './figures-text.ts';

/** An estimate from the first moments says little. */
const STEADY_MS = 500;
const STEADY_SHARE = 0.03;

/** ", about 4 s left", once the rate is steady. */
export function timeLeft({ done, total, since, now }: Pick<Running, 'done' | 'total' | 'since' | 'now'>): string {
  const elapsed = now - since;
  if (elapsed < STEADY_MS || done < STEADY_SHARE * total) return '';
  const milliseconds = (elapsed * (total - done)) / done;
  return milliseconds > 0 ? `, about ${duration(milliseconds)} left` : '';
}

/** Before the run: "About 40 s for 2,210 sentences". @param count of what the experiment goes over, in words */
export function estimateText({ key, estimate, failed }: RunEstimate, count = sentenceCount): string {
  if (key === null) return '';
  if (failed) return 'How long it takes could not be measured.';
  if (!estimate) return 'Measuring how long it takes …';
  const { milliseconds, sentences } = estimate;
  if (sentences === 0) return 'No sentence takes part.';
  return `${milliseconds < 1000 ? 'Less than 1 s' : `About ${duration(milliseconds)}`} for ${count(sentences)}`;
}

/** Whole seconds, at least one; minutes from a hundred seconds on, hours from a hundred minutes on. */
function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
