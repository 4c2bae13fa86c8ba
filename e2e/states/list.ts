import { DISPLAY_STATES } from './display.ts';
import { EXPERIMENTS_STATES } from './experiments.ts';
import { EXPLAIN_STATES } from './explain.ts';
import { FAILURES_STATES } from './failures.ts';
import { INSIDE_STATES } from './inside.ts';
import { MODELS_STATES } from './models.ts';
import { NUMBERS_STATES } from './numbers.ts';
import { PAGE_STATES } from './page.ts';
import type { State } from './state.ts';

/** Every state of the page that has something of its own to see. A new one needs an entry in its view's file and nothing else. */
export const STATES: readonly State[] = [
  ...EXPLAIN_STATES,
  ...DISPLAY_STATES,
  ...INSIDE_STATES,
  ...MODELS_STATES,
  ...NUMBERS_STATES,
  ...EXPERIMENTS_STATES,
  ...PAGE_STATES,
  ...FAILURES_STATES,
];
